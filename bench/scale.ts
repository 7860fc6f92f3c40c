import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { openStore } from '../db/open.ts';
import type { Store } from '../db/store.ts';
import { clientList } from '../src/clients/bulk/client-list.ts';
import { importList } from '../src/clients/bulk/import-list.ts';
import { findClients } from '../src/clients/find-clients.ts';
import { type Typed, traitsOf } from '../src/clients/matching/traits.ts';
import { readClient } from '../src/clients/read-client.ts';
import { matchRecord } from '../src/clients/records/match-record.ts';
import { receiveLead } from '../src/leads/receive-lead.ts';
import { chance, people, type Somebody, spelled } from './people.ts';
import { timed } from './timed.ts';

// So many clients on disk, taken in by the product's import; then how long a match and a look-up take.
const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '20000' },
    asked: { type: 'string', default: '2000' },
    database: { type: 'string' },
    json: { type: 'string' },
  },
});
const [count, asked] = [Number(values.clients), Number(values.asked)];
const folder = mkdtempSync(join(tmpdir(), 'baton-scale-'));
const store = await openStore(values.database ?? `sqlite:${join(folder, 'scale.sqlite')}`, () => {});
try {
  const known = await store.read.selectFrom('client').select('id').limit(1).executeTakeFirst();
  const rowsPerSecond = known ? undefined : await load(store);
  const some = sample();
  const rows = {
    'match, as it came': await timed(some, (each) => match(each)),
    'match, the name alone in the other alphabet': await timed(some, ({ name, company }) =>
      match({ name: spelled(name), company }),
    ),
    'match, a slip in the surname': await timed(some, ({ name, company }) => match({ name: slipped(name), company })),
    'match, somebody new': await timed(some, ({ name, phone }) =>
      match({ name, phone: `${phone.slice(0, -4)}0000`, company: `Nova ${name}` }),
    ),
    '/client by e-mail': await timed(
      some.filter(({ email }) => email),
      ({ email }) => look(email),
    ),
    '/client by phone': await timed(
      some.filter(({ phone }) => phone),
      ({ phone }) => look(phone),
    ),
    '/client by lead number': await timed(await leadsOf(some.slice(0, 500)), (number) => look(String(number))),
    '/client by name and company': await timed(
      some.filter(({ company }) => company),
      ({ name, company }) => look(`${name} ${company}`),
    ),
    '/client by a misspelt name': await timed(some, ({ name }) => look(slipped(name))),
  };
  console.table(rows);
  if (rowsPerSecond !== undefined) console.log(`${count} clients taken in, ${Math.round(rowsPerSecond)} rows a second`);
  if (values.json) writeFileSync(values.json, JSON.stringify({ count, rowsPerSecond, rows }, null, 2));
} finally {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}

async function load(target: Store): Promise<number> {
  const file = join(folder, 'people.csv');
  const line = ({ id, name, company, email, phone }: Somebody): string =>
    `${[id, name, company, email, phone].join(',')}\n`;
  const lines = (function* () {
    yield 'id,name,company,email,phone\n';
    for (const each of people(count)) yield line(each);
  })();
  await pipeline(Readable.from(lines), createWriteStream(file));
  const reading = { system: 'bench', mapping: {}, country: 'RU' } as const;
  const started = performance.now();
  await importList(
    target,
    clientList,
    file,
    { reading, label: 'bench', places: [], erased: undefined, told: () => {} },
    Date.now,
  );
  return count / ((performance.now() - started) / 1000);
}

/** People from all over the list. */
function sample(): Somebody[] {
  const random = chance(11);
  const chosen = new Set(Array.from({ length: asked }, () => Math.floor(random() * count)));
  const some: Somebody[] = [];
  for (const each of people(count)) if (chosen.has(each.id)) some.push(each);
  return some;
}

/** Some of them enquire; the numbers of their leads. */
async function leadsOf(some: readonly Somebody[]): Promise<number[]> {
  const numbers: number[] = [];
  for (const { name, company, email, phone } of some) {
    const said = Object.entries({ name, company, email, phone }).filter(([, value]) => value !== '');
    const from = { actor: 'source:bench', source: 'bench' };
    const enquiry = Object.fromEntries(said);
    const { number } = await store.write((tx) =>
      receiveLead(tx, enquiry, from, { channels: [], country: 'RU' }, Date.now()),
    );
    numbers.push(number);
  }
  return numbers;
}

function match(typed: Typed): Promise<unknown> {
  return matchRecord(store.read, traitsOf(typed, 'RU'), Date.now());
}

async function look(line: string): Promise<void> {
  const { clients } = await findClients(store.read, line, 'RU');
  if (clients[0]) await readClient(store.read, clients[0].id);
}

/** The last word with two neighbours in each other's place. */
function slipped(name: string): string {
  return name.replace(/(\S\S)(\S)(\S)(\S*)$/, '$1$3$2$4');
}
