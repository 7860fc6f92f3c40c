import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import type { Store } from '../../db/store.ts';
import { FileRefused, readRows } from '../../src/bulk/read-rows.ts';
import { exportClients, exportOne } from '../../src/cli/export.ts';
import { runImport } from '../../src/cli/import.ts';
import { clientList } from '../../src/clients/bulk/client-list.ts';
import { checkList, importList, type Taking } from '../../src/clients/bulk/import-list.ts';
import { revertImport } from '../../src/clients/bulk/revert-import.ts';
import { findClients } from '../../src/clients/find-clients.ts';
import { noteProfile } from '../../src/clients/profile/note-profile.ts';
import { readClient } from '../../src/clients/read-client.ts';
import { touchList } from '../../src/contacts/touches/touch-list.ts';
import { leadList } from '../../src/leads/lead-list.ts';
import { firstBrokenRow } from '../../src/ledger/verify.ts';
import { features } from '../../src/main.ts';
import { onBothEngines } from '../support/engines.ts';
import { people } from '../support/people.ts';
import { newLead } from '../support/story.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
async function fileOf(content: string | Buffer): Promise<string> {
  files += 1;
  const file = join(folder, `${files}.csv`);
  await writeFile(file, content);
  return file;
}

const checkClients = (store: Store, file: string, how: Taking) => checkList(store, clientList, file, how, 5);
const importClients = (store: Store, file: string, how: Taking, clock: () => number) =>
  importList(store, clientList, file, how, clock);

const taking: Taking = {
  reading: { system: 'test', mapping: {}, country: 'RU' },
  label: 'autumn.csv',
  places: ['slack:T1/C1'],
  erased: undefined,
  told: () => {},
};
const names = async (store: Store) =>
  (await store.read.selectFrom('client').select('name').orderBy('name').execute()).map(({ name }) => name);

const good = 'name,email\nАнна Ли,anna@li.example\nBoris Ray,boris@ray.example\n';

onBothEngines((engine) => {
  it('takes a list in whatever encoding and with whatever separator it was written', async () => {
    const cyrillic = 'Имя;Фамилия;Телефон;Компания\nОльга;Петрова;8 (916) 123-45-67;ООО «Ромашка»\n';
    const windows = Buffer.from([...cyrillic].map((letter) => windows1251.get(letter) ?? letter.charCodeAt(0)));
    const lists: [string, string | Buffer][] = [
      ['UTF-8', cyrillic],
      ['UTF-8 with a mark', `\uFEFF${cyrillic}`],
      ['UTF-16', Buffer.from(`\uFEFF${cyrillic}`, 'utf16le')],
      ['UTF-16, the other way round', Buffer.from(`\uFEFF${cyrillic}`, 'utf16le').swap16()],
      ['Windows-1251', windows],
      ['tabs', cyrillic.replaceAll(';', '\t')],
      ['CRLF', cyrillic.replaceAll('\n', '\r\n')],
      ['JSON by line', '{"name":"Ольга Петрова","phone":"8 (916) 123-45-67","company":"ООО «Ромашка»"}\n'],
      ['HubSpot', 'Record ID,First Name,Last Name,Phone Number,Company Name\n7,Ольга,Петрова,89161234567,Ромашка\n'],
      ['Pipedrive', 'Person - Name,Person - Phone - Work,Person - Organization\nОльга Петрова,+79161234567,Ромашка\n'],
      ['Salesforce', 'Contact ID,First Name,Last Name,Account Name,Mobile\n003,Ольга,Петрова,Ромашка,+79161234567\n'],
      ['Facebook', 'id\tfull_name\tphone_number\tcompany_name\nl:1\tОльга Петрова\tp:+79161234567\tРомашка\n'],
    ];
    for (const [how, content] of lists) {
      const store = await engine.open();
      const file = await fileOf(content);
      expect([how, await checkClients(store, file, taking)]).toEqual([
        how,
        { good: 1, known: 0, faults: [], faulty: 0 },
      ]);
      expect([how, (await importClients(store, file, taking, () => 5)).made]).toEqual([how, 1]);
      const { clients } = await findClients(store.read, '+7 916 123 45 67', 'RU');
      expect([how, clients.map(({ name }) => name.split(' ').sort())]).toEqual([how, [['Ольга', 'Петрова']]]);
    }
  });

  it('is silent in chat but for one card, and tells each client’s history', async () => {
    const store = await engine.open();
    const job = await importClients(store, await fileOf(good), taking, () => 5);
    expect(job).toMatchObject({ made: 2, joined: 0, refused: 0, finished_at: 5 });
    const posts = await store.read.selectFrom('post').select(['place', 'kind']).execute();
    expect(posts).toEqual([{ place: 'slack:T1/C1', kind: 'client.import' }]);
    const { clients } = await findClients(store.read, 'anna@li.example', 'RU');
    const view = await readClient(store.read, clients[0]?.id ?? '');
    expect(view?.entries.map(({ kind, words }) => [kind, words.source])).toEqual([['client.imported', 'autumn.csv']]);
    for (const { id } of clients) expect(await firstBrokenRow(store.read, id)).toBeUndefined();
  });

  it('knows who is known, in the list and before it', async () => {
    const store = await engine.open();
    const { client } = await newLead(store, 'max@example.com');
    const file = await fileOf(
      'name,email,phone\nMax,MAX@example.com,\nEva Roth,eva@roth.example,+49 30 5551234\nEva Roth,,030/5551234\n',
    );
    expect(await checkClients(store, file, { ...taking, reading: { ...taking.reading, country: 'DE' } })).toMatchObject(
      { good: 3, known: 1 },
    );
    const german = { ...taking, reading: { ...taking.reading, country: 'DE' } } as const;
    expect(await importClients(store, file, german, () => 5)).toMatchObject({ made: 1, joined: 2 });
    expect((await findClients(store.read, 'max@example.com', 'DE')).clients[0]?.id).toBe(client);
    await expect(importClients(store, file, german, () => 6)).rejects.toThrow(FileRefused);
  });

  it('takes leads as of their own day and touches of clients who are known, and no channel hears of any', async () => {
    const store = await engine.open();
    const leads = await fileOf(
      'id,Full name,E-mail,Message,Lead source,Created\n1,Ольга Дин,olga@din.example,Нужна цена,Website,2026-03-01T10:00:00Z\n2,Max Roth,,Call me,Fair,01.04.2026 09:30\n3,Eva Roth,eva@roth.example,Hi,Fair,soon\n',
    );
    const german = { ...taking, places: [], reading: { ...taking.reading, country: 'DE' } } as const;
    const list = leadList('DE');
    expect(await checkList(store, list, leads, german, 5)).toMatchObject({
      good: 1,
      faults: [
        { row: 3, fault: 'has no e-mail, phone or messenger to reach anybody' },
        { row: 4, fault: '"soon" is no date' },
      ],
    });
    const now = Date.parse('2026-11-24T12:00:00Z');
    expect(await importList(store, list, leads, german, () => now)).toMatchObject({ made: 1, refused: 2 });
    const touches = await fileOf(
      'Type;Email;Subject;Date;Result;Owner\nЗвонок;OLGA@din.example;Весенний каталог;05.03.2026 15:00;No-Answer;nobody@x.example\nfax;olga@din.example;x;05.03.2026;;\ncall;who@else.example;x;05.03.2026;;\n',
    );
    expect(await checkList(store, touchList, touches, german, now)).toMatchObject({
      good: 1,
      faults: [
        { row: 3, fault: '"fax" is no way of contacting (call, email, meeting, message, mailing, visit)' },
        { row: 4, fault: 'is of nobody who is known for sure' },
      ],
    });
    expect(await importList(store, touchList, touches, german, () => now)).toMatchObject({ made: 1, refused: 2 });
    const { clients } = await findClients(store.read, 'olga@din.example', 'DE');
    const view = await readClient(store.read, clients[0]?.id ?? '');
    expect(view?.standings).toMatchObject([{ lead: 1, since: Date.parse('2026-03-01T10:00:00Z') }]);
    expect(view?.entries.map(({ kind, words, detail }) => [kind, words, detail.happened])).toEqual([
      ['contact.touched', { about: 'Весенний каталог' }, Date.parse('2026-03-05T15:00:00Z')],
      ['lead.arrived', { source: 'Website', message: 'Нужна цена' }, undefined],
    ]);
    expect(await store.read.selectFrom('post').select('kind').execute()).toEqual([]);
  });

  it('takes a whole list back, but for what somebody has done since', async () => {
    const store = await engine.open();
    const [anna] = await people(store, 'anna');
    if (!anna) throw new Error('nobody was met');
    const { client } = await newLead(store, 'max@example.com');
    const job = await importClients(
      store,
      await fileOf(
        'name,email,phone\nMax,max@example.com,+49 30 5550001\nEva Roth,eva@roth.example,\nOlga Din,olga@din.example,\n',
      ),
      { ...taking, reading: { ...taking.reading, country: 'DE' } },
      () => 5,
    );
    const find = async (line: string) => (await findClients(store.read, line, 'DE')).clients.map(({ name }) => name);
    expect(await find('+49 30 5550001')).toEqual(['Max']);
    const olga = (await findClients(store.read, 'olga@din.example', 'DE')).clients[0]?.id ?? '';
    await store.write((tx) =>
      noteProfile(tx, anna, { client: olga, department: 'sales', written: { need: 'A quote' } }, 6),
    );
    const all = features({ leadsChannels: [], country: 'DE' });
    const parts = {
      erase: all.flatMap((each) => each.client?.erase ?? []),
      unlist: all.flatMap((each) => each.client?.unlist ?? []),
    };
    expect(await revertImport(store, job, parts, 7)).toEqual({ gone: 1, kept: 2 });
    expect([
      await find('max@example.com'),
      await find('+49 30 5550001'),
      await find('eva@roth.example'),
      await find('Olga Din'),
    ]).toEqual([['Max'], [], [], ['Olga Din']]);
    const view = await readClient(store.read, olga);
    expect(view?.entries.map(({ kind }) => kind)).toEqual(['client.list-taken-back', 'client.insight']);
    expect((await readClient(store.read, client))?.entries.map(({ kind }) => kind)).toEqual([
      'client.list-taken-back',
      'lead.arrived',
    ]);
    for (const stream of [olga, client]) expect(await firstBrokenRow(store.read, stream)).toBeUndefined();
  });

  it('says what is wrong with which row, and keeps the good ones or nothing at all', async () => {
    const bad = `name,email\nAnna Li,anna@li.example\nB,no-address\n=HYPERLINK("x"),c@c.example\n,\nD,d@d.example,one,two\nEva,eva@eva.example\n`;
    const complaints: string[] = [];
    const said = { print: () => {}, complain: (words: string) => complaints.push(words) };
    const nothing = await engine.open();
    const file = await fileOf(bad);
    expect(await runImport(nothing, clientList, file, taking, { dryRun: false, allOrNothing: true }, said)).toBe(1);
    expect(await names(nothing)).toEqual([]);
    expect(complaints).toEqual([
      'row 3: "no-address" in "email" is no e-mail address',
      'row 4: the cell of "name" is a formula (it begins with =)',
      'row 5: has neither a name, nor a company, nor a way to reach anybody',
      'row 6: has 4 cells, and the header 2',
      'Nothing was changed.',
    ]);
    const some = await engine.open();
    expect(await runImport(some, clientList, file, taking, { dryRun: true, allOrNothing: false }, said)).toBe(0);
    expect(await names(some)).toEqual([]);
    expect(await runImport(some, clientList, file, taking, { dryRun: false, allOrNothing: false }, said)).toBe(0);
    expect(await names(some)).toEqual(['Anna Li', 'Eva']);
  });

  it('refuses what is no list, in words', async () => {
    const store = await engine.open();
    const refused = async (content: string | Buffer, mapping = {}) =>
      checkClients(store, await fileOf(content), { ...taking, reading: { ...taking.reading, mapping } }).then(
        () => 'taken',
        (fault: Error) => (fault instanceof FileRefused ? fault.message : fault),
      );
    expect(await refused('')).toContain('is empty');
    expect(await refused('color,size\nred,4\n')).toContain('has no column to know a client by');
    expect(await refused('email,email\na@a.example,b@b.example\n')).toContain('has the column "email" twice');
    expect(await refused(good, { email: 'E-Mail' })).toContain(
      'has no column "E-Mail", which the mapping names for email',
    );
    expect(
      await checkClients(store, join(folder, 'none.csv'), taking).catch((fault: Error) => fault.message),
    ).toContain('There is no file');
    const long = await checkClients(store, await fileOf(`${good}${'x'.repeat(3_000_000)},x\nC,c@c.example\n`), taking);
    expect(long).toMatchObject({
      good: 2,
      faults: [{ row: 4, fault: expect.stringContaining('longer than any list') }],
    });
  });

  it('reads on after a quotation mark that opens nothing, in cells of many lines, and around stray ones', async () => {
    const rows = [
      'name,company,email',
      'Anna Li,"Firm ""A"", Ltd",a@list.example',
      'Berta Bo,"Two',
      'lines, one cell",b@list.example',
      'Carla Co,"never ends,c@list.example',
      'Doris Do, "spaced" ,d@list.example',
      'Emil Es,"Firm" E,e@list.example',
      'Frida Fo,5" pipes,f@list.example',
      'Gerd Go,too,many,cells',
      'Hans Ho,6" pipes,h@list.example',
    ];
    for (const end of ['\n', '\r\n', '\r']) {
      const found: unknown[] = [];
      for await (const row of readRows(await fileOf(rows.join(end)))) found.push(row);
      const cells = (row: number, name: string, company: string) => ({
        row,
        cells: { name, company, email: `${name[0]?.toLowerCase()}@list.example` },
      });
      expect(found).toEqual([
        cells(2, 'Anna Li', 'Firm "A", Ltd'),
        cells(4, 'Berta Bo', 'Two\nlines, one cell'),
        cells(5, 'Carla Co', 'never ends'),
        cells(6, 'Doris Do', 'spaced'),
        cells(7, 'Emil Es', '"Firm" E'),
        cells(8, 'Frida Fo', '5" pipes'),
        { row: 9, fault: 'has 4 cells, and the header 3' },
        cells(10, 'Hans Ho', '6" pipes'),
      ]);
    }
  });

  it('loses no row to another row’s quotation marks', async () => {
    const read = async (text: string) => {
      const rows: unknown[] = [];
      for await (const row of readRows(await fileOf(text))) rows.push('cells' in row ? Object.values(row.cells) : row);
      return rows;
    };
    const many = Array.from({ length: 3000 }, (_, at) => [`P${at}`, `p${at}@x.example`, '']);
    const lines = many.map((cells) => cells.join(',')).join('\n');
    expect(
      await read(`name,email,note\nAnna,a@x.example,55" screen\nBert,b@x.example,"two\nlines"\n${lines}\n`),
    ).toEqual([['Anna', 'a@x.example', '55" screen'], ['Bert', 'b@x.example', 'two\nlines'], ...many]);
    expect(await read(`name,email,note\nAnna 5" Weber,"a@x.example,\n${lines}\n`)).toEqual([
      ['Anna 5 Weber', 'a@x.example', ''],
      ...many,
    ]);
    expect(await read('company,name,email\n"Romashka,Anna,a@x.example\n"Vasilek,Bert,b@x.example\n')).toEqual([
      ['Romashka', 'Anna', 'a@x.example'],
      ['Vasilek', 'Bert', 'b@x.example'],
    ]);
    expect(await read('name,email,note\n"Anna,a@x.example,said "hi\n')).toEqual([['Anna', 'a@x.example', 'said hi']]);
    expect(await read('name,email\nAnna,"roofs\ncall Petra",\nBert,b@x.example\n')).toEqual([
      ['Anna', 'roofs\ncall Petra'],
      ['Bert', 'b@x.example'],
    ]);
    expect(await read('\nname,email,note\nAnna,a@x.example,"two\nlines"\n')).toEqual([
      ['Anna', 'a@x.example', 'two\nlines'],
    ]);
  });

  it('says where the encoding changes', async () => {
    const store = await engine.open();
    const mixed = Buffer.concat([
      Buffer.from(`${good}${'Boris Ray,boris@ray.example\n'.repeat(12_000)}`),
      Buffer.from([0xc0, 0xc1, 0x2c, 0x0a]),
    ]);
    const { faults } = await checkClients(store, await fileOf(mixed), taking);
    expect(faults.at(-1)?.fault).toBe('is in another encoding than the rows before it');
  });

  it('goes on where it was broken off, and takes no row twice', async () => {
    const store = await engine.open();
    const rows = Array.from({ length: 1300 }, (_, at) => `Person ${at},p${at}@list.example`);
    const file = await fileOf(`name,email\n${rows.join('\n')}\n`);
    const broken = {
      ...taking,
      told: (row: number) => {
        if (row > 400) throw new Error('the lights went out');
      },
    };
    await expect(importClients(store, file, broken, () => 5)).rejects.toThrow('the lights went out');
    const half = (await names(store)).length;
    expect([half > 0, half < 1300]).toEqual([true, true]);
    expect(await importClients(store, file, taking, () => 6)).toMatchObject({
      made: 1300,
      joined: 0,
      started_at: 5,
      finished_at: 6,
    });
    expect(new Set(await names(store)).size).toBe(1300);
    expect(await store.read.selectFrom('client_key').select('client_id').execute()).toHaveLength(1300);
  });
});

const windows1251 = new Map(
  [...'абвгдежзийклмнопрстуфхцчшщъыьэюя'].flatMap((letter, at) => [
    [letter, 0xe0 + at] as const,
    [letter.toUpperCase(), 0xc0 + at] as const,
  ]),
)
  .set('«', 0xab)
  .set('»', 0xbb);

it('writes clients into a list that runs nothing, and everything of one for whoever asks', async () => {
  const store = await openStore(`sqlite:${join(folder, 'export.sqlite')}`, () => {});
  const { client } = await newLead(store, 'max@example.com');
  await store.write(({ db }) => db.updateTable('client').set({ name: '=cmd|calc', company: '+1' }).execute());
  const [csv, json] = [join(folder, 'out.csv'), join(folder, 'out.jsonl')];
  expect([await exportClients(store, csv), await exportClients(store, json)]).toEqual([1, 1]);
  expect(await readFile(csv, 'utf8')).toBe(
    `id,name,company,email,phone,handle,owner,touched\n${client},'=cmd|calc,'+1,max@example.com,,,,\n`,
  );
  expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject({ id: client, email: 'max@example.com' });
  const parts = features({ leadsChannels: [], country: 'DE' }).flatMap((feature) => feature.client?.export ?? []);
  const told = JSON.parse(await exportOne(store, 'max@example.com', { country: 'DE' }, parts));
  expect(told).toMatchObject({
    id: client,
    keys: [{ kind: 'email', value: 'max@example.com' }],
    records: [{ typed: { name: 'Max', email: 'max@example.com' } }],
    leads: [{ email: 'max@example.com' }],
    touches: [],
    history: [{ kind: 'lead.arrived' }],
  });
  await store.close();
});
