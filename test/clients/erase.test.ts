import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import type { Store } from '../../db/store.ts';
import { ended, outputOf, startChild } from '../../sandbox/child.ts';
import { askWhether } from '../../src/clients/judgements/ask-whether.ts';
import { noteProfile } from '../../src/clients/profile/note-profile.ts';
import { firstBrokenRow } from '../../src/ledger/verify.ts';
import { bearer, environment, startBaton, type TestBaton } from '../support/baton.ts';
import { onBothEngines } from '../support/engines.ts';
import { buttonOn, leadCardOf, textOf } from '../support/hands.ts';
import { until } from '../support/until.ts';

const channel = 'C0LEADS';
/** Words that occur nowhere else. */
const person = {
  name: 'Zyxwena Quorbach',
  company: 'Quorbach Feinblech GmbH',
  email: 'zyxwena@quorbach-feinblech.de',
  phone: '+49 30 70654321',
  handle: '@zyxquor',
  message: 'Plumbago lattice wanted',
  site: 'quorbach-feinblech.de',
  budget: 'xenial-budget',
  source: 'recommended by Ytterbia',
  campaign: 'Mizzle birthday',
};
const words = [
  'zyxwena',
  'quorbach',
  '70654321',
  'zyxquor',
  'plumbago',
  'xenial',
  'velleity',
  'ombrophile',
  'quixotry',
  'rubicund',
  'ytterbia',
  'mizzle',
  'nacreous',
];

const secret = '5'.repeat(64);
const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

/** What a person leaves behind: leads, a claim, touches, a hand-off, a profile, a question, an answer that is kept. */
async function live(baton: TestBaton): Promise<{ number: number; client: string; other: string }> {
  const key = { 'idempotency-key': 'nacreous-1' };
  const first = (await (await baton.postLead(person, key)).json()) as { lead: number; client: string };
  const { number, card } = await leadCardOf(baton, { ...person, message: 'Velleity again' });
  const { hands } = baton.slack;
  const pressed = await hands.press('U0ANNA', channel, card.ts, buttonOn(card, 'Claim'));
  expect(pressed.status).toBe(200);
  const other = await baton.postLead({ name: 'Peter Other', email: 'peter@other.example' });
  const touch = { client: { id: first.client }, channel: 'mailing', about: 'Ombrophile offer', note: 'Quixotry said' };
  expect(
    (await fetch(`${baton.url}/api/v1/touches`, { method: 'POST', headers: bearer, body: JSON.stringify(touch) }))
      .status,
  ).toBe(201);
  const { client } = (await other.json()) as { client: string };
  return { number, client: first.client, other: client };
}

/** Every row of every table, as text. */
async function everyRow({ read }: Store): Promise<string> {
  const tables = (await read.introspection.getTables()).map(({ name }) => name);
  const rows = await Promise.all(
    tables.map((name) =>
      read
        .selectFrom(name as 'client')
        .selectAll()
        .execute(),
    ),
  );
  return JSON.stringify(rows).toLowerCase();
}

const settled = async ({ read }: Store): Promise<boolean> =>
  (await read.selectFrom('post').select('id').where('pending', '=', 1).limit(1).executeTakeFirst()) === undefined;

onBothEngines((engine) => {
  it('erases a person from the database, the files, the cards and what is still to be said', async () => {
    const databaseUrl = await engine.database();
    const log: string[] = [];
    const env = { BATON_SECRET: secret };
    const baton = await startBaton({ databaseUrl, env, logged: (line) => log.push(line) });
    closing.push(baton.stop);
    const { number, client, other } = await live(baton);
    const shown = () => baton.slack.workspace.messagesIn(channel).filter(({ only }) => only === undefined);
    await until('the cards', () => shown().filter((message) => /zyxwena/i.test(textOf(message))).length >= 2);
    await baton.pause();
    const before = await openStore(databaseUrl, () => {});
    const anna = await before.read.selectFrom('person').selectAll().executeTakeFirstOrThrow();
    const colleague = {
      id: anna.id,
      name: anna.name,
      department: null,
      role: 'rep',
      language: 'en',
      zone: 'UTC',
    } as const;
    await before.write((tx) =>
      noteProfile(tx, colleague, { client, department: 'sales', written: { need: 'Rubicund roofs' } }, 5),
    );
    const evidence = [{ client, bits: 3, evidence: ['name'] as const }];
    await before.write((tx) => askWhether(tx, other, evidence, 6));
    const had = await everyRow(before);
    // What a source makes its keys of is not kept in clear at all.
    expect(words.filter((word) => !had.includes(word))).toEqual(['nacreous']);
    await before.close();

    const cli = async (...args: string[]) => {
      const child = startChild(
        'src/cli.ts',
        { PATH: process.env.PATH, ...environment(databaseUrl, baton.slack.workspace.address.url, env) },
        { output: 'pipe', args },
      );
      const [said, gone] = [outputOf(child), ended(child)];
      return { code: await gone, said: said() };
    };
    const dry = await cli('erase', person.email);
    expect([dry.code, dry.said]).toEqual([0, expect.stringContaining('This would erase Zyxwena Quorbach')]);
    const done = await cli('erase', person.email, '--yes');
    expect([done.code, done.said]).toEqual([0, expect.stringContaining('Not reached: backups')]);

    const store = await openStore(databaseUrl, () => {});
    const left = await everyRow(store);
    expect(words.filter((word) => left.includes(word))).toEqual([]);
    for (const { stream } of await store.read.selectFrom('ledger_stream').select('stream').execute())
      expect(await firstBrokenRow(store.read, stream)).toBeUndefined();
    await store.close();
    if (engine.name === 'SQLite') expect(await wordsInFiles(databaseUrl)).toEqual([]);

    await baton.restart();
    await until('the stones', () => shown().filter((message) => textOf(message).includes('erased')).length === 2);
    const said = shown().map((message) => textOf(message).toLowerCase());
    expect(words.filter((word) => said.some((text) => text.includes(word)))).toEqual([]);
    expect((await baton.postLead(person, { 'idempotency-key': 'nacreous-1' })).status).toBe(410);
    const text = log.join('\n').toLowerCase();
    expect(words.filter((word) => text.includes(word))).toEqual([]);
    expect(number).toBeGreaterThan(0);

    // In a list they are refused; of their own accord they may come again.
    await baton.pause();
    const folder = await mkdtemp(join(tmpdir(), 'baton-test-'));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    const list = join(folder, 'list.csv');
    await writeFile(list, `name,email\nNew Person,new@list.example\n${person.name},${person.email.toUpperCase()}\n`);
    const imported = await cli('import', 'clients', list);
    expect(imported.said).toMatch(/row 3: this person was erased on \d{4}-\d\d-\d\d and is not taken in again/);
    expect(imported.said).toContain('1 new clients');
    await baton.restart();
    const again = (await (await baton.postLead(person)).json()) as { client: string };
    expect(again.client).not.toBe(client);
    await baton.pause();
    const end = await openStore(databaseUrl, () => {});
    await until('everything said', () => settled(end).then(() => true));
    await end.close();
  });
});

async function wordsInFiles(databaseUrl: string): Promise<string[]> {
  const file = databaseUrl.slice('sqlite:'.length);
  const files = (await readdir(dirname(file))).filter((name) => name.startsWith('baton.sqlite'));
  const bytes = await Promise.all(files.map((name) => readFile(join(dirname(file), name), 'latin1')));
  return words.filter((word) => bytes.some((each) => each.toLowerCase().includes(word)));
}
