import { type RawBuilder, sql } from 'kysely';
import { runCompiled } from '../../../db/compiled.ts';
import { insertMany } from '../../../db/many.ts';
import type { Db } from '../../../db/schema.ts';
import { blockKeys } from '../matching/block-keys.ts';
import { hash } from '../matching/hash.ts';
import type { Key } from '../matching/keys.ts';
import type { Traits, Typed } from '../matching/traits.ts';
import { nearParts, wordsOf } from '../matching/words.ts';

/** Of the rules that make traits, blocks and words. Whoever raises it takes out what the rules before had filed. */
export const traitsVersion = 1;

export type NewRecord = {
  readonly client: string;
  readonly source: string;
  readonly typed: Typed;
  readonly traits: Traits;
  readonly at: number;
};

/** A record that is compared: whose it is, and its traits. */
export type Kept = { readonly client: string; readonly traits: Traits };

/** So many records are written by one statement. */
const mostRows = 1000;

/** A block that holds more records than this says nothing. */
const mostInBlock = 150;

/** Keeps what came of a client, and files it for matching and for search. Gives its number. */
export async function insertRecord(db: Db, record: NewRecord): Promise<number> {
  const { number } = await db
    .insertInto('record')
    .values({
      client_id: record.client,
      source: record.source,
      typed: JSON.stringify(record.typed),
      traits: JSON.stringify(record.traits),
      version: traitsVersion,
      at: record.at,
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  await fileRecord(db, number, record.typed, record.traits);
  return number;
}

/** The same for many records, in few statements. */
export async function insertRecords(db: Db, records: readonly NewRecord[]): Promise<void> {
  const rows = records.map(({ client, source, typed, traits, at }) => ({
    client_id: client,
    source,
    typed: JSON.stringify(typed),
    traits: JSON.stringify(traits),
    version: traitsVersion,
    at,
  }));
  const numbers: number[] = [];
  for (let at = 0; at < rows.length; at += mostRows) {
    const made = await db
      .insertInto('record')
      .values(rows.slice(at, at + mostRows))
      .returning('number')
      .execute();
    numbers.push(...made.map(({ number }) => number).sort((one, other) => one - other));
  }
  const filed = records.map(({ typed, traits }, at) => filingOf(numbers[at] ?? 0, typed, traits));
  await insertMany(
    db,
    'record_block',
    filed.flatMap(({ blocks }) => blocks),
  );
  await insertMany(
    db,
    'record_word',
    filed.flatMap(({ words }) => words),
  );
  const words = new Set(filed.flatMap(({ words }) => words.map(({ word }) => word)));
  await insertMany(db, 'word_near', [...words].sort().flatMap(partsOf), 'kept');
}

/** Records that were filed by older rules. */
export async function oldRecords(
  db: Db,
  limit: number,
): Promise<{ number: number; client: string; typed: Typed; at: number }[]> {
  const rows = await db
    .selectFrom('record')
    .select(['number', 'client_id as client', 'typed', 'at'])
    .where('version', '<', traitsVersion)
    .orderBy('number')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, typed: JSON.parse(row.typed) }));
}

/** Files a record by the rules of today. One of version 0 was never filed, so there is nothing to take out first. */
export async function refileRecord(db: Db, record: number, typed: Typed, traits: Traits): Promise<void> {
  await db
    .updateTable('record')
    .set({ traits: JSON.stringify(traits), version: traitsVersion })
    .where('number', '=', record)
    .execute();
  await fileRecord(db, record, typed, traits);
}

/** Files a record under its blocks and words. */
async function fileRecord(db: Db, record: number, typed: Typed, traits: Traits): Promise<void> {
  const { blocks, words } = filingOf(record, typed, traits);
  await insertMany(db, 'record_block', blocks);
  await insertMany(db, 'record_word', words);
  await insertMany(
    db,
    'word_near',
    words.flatMap(({ word }) => partsOf(word)),
    'kept',
  );
}

function filingOf(record: number, typed: Typed, traits: Traits) {
  return {
    blocks: [...new Set(blockKeys(traits).map(hash))].map((each) => ({ hash: each, record })),
    words: wordsOf(typed).map((word) => ({ word, record })),
  };
}

function partsOf(word: string): { part: string; word: string }[] {
  return nearParts(word).map((part) => ({ part, word }));
}

/** Whether a client has a record with these traits already. */
export async function hasRecord(db: Db, client: string, traits: Traits): Promise<boolean> {
  const found = await db
    .selectFrom('record')
    .select('number')
    .where('client_id', '=', client)
    .where('traits', '=', JSON.stringify(traits))
    .executeTakeFirst();
  return found !== undefined;
}

/** Who has a key: the root of each client that somebody came with it for, and when last. */
export function holdersOf(db: Db, { kind, value }: Key): Promise<{ client: string; confirmedAt: number }[]> {
  const query = () => sql`
    select client.root_id as client, client_key.confirmed_at as "confirmedAt"
    from client_key join client on client.id = client_key.client_id
    where client_key.kind = ${kind} and client_key.value = ${value} limit ${sql.lit(mostInBlock)}`;
  return runCompiled(db, 'holders', query, [kind, value]);
}

/** The records of some clients and of all that were merged into them; `client` is the root. */
export async function recordsOf(db: Db, some: readonly string[]): Promise<Kept[]> {
  if (some.length === 0) return [];
  const roots = padded(some);
  const query = () => sql`
    select client.root_id as client, record.traits from client join record on record.client_id = client.id
    where client.root_id in (${sql.join(roots)}) limit ${sql.lit(4 * mostInBlock)}`;
  return (await runCompiled<RecordRow>(db, `records of ${roots.length}`, query, roots)).map(kept);
}

/** The records that share most blocks with some traits, those that share the rarest first; at most `limit`. */
export async function recordsNear(db: Db, traits: Traits, limit: number): Promise<Kept[]> {
  const hashes = padded([...new Set(blockKeys(traits).map(hash))]);
  if (hashes.length === 0) return [];
  const rows = await runCompiled<{ hash: number; record: number }>(
    db,
    `blocks ${hashes.length}`,
    () => sql`${sql.join(hashes.map(oneBlock), sql` union all `)}`,
    hashes,
  );
  const sizes = new Map<number, number>();
  for (const { hash: each } of rows) sizes.set(each, (sizes.get(each) ?? 0) + 1);
  const weights = new Map<number, number>();
  for (const { hash: each, record } of rows)
    weights.set(record, (weights.get(record) ?? 0) + 1 / Math.sqrt(sizes.get(each) ?? 1));
  const best = [...weights].sort(([, one], [, other]) => other - one).slice(0, limit);
  return recordsByNumber(
    db,
    best.map(([record]) => record),
  );
}

async function recordsByNumber(db: Db, some: readonly number[]): Promise<Kept[]> {
  if (some.length === 0) return [];
  const numbers = padded(some);
  const query = () => sql`
    select client.root_id as client, record.traits from record join client on client.id = record.client_id
    where record.number in (${sql.join(numbers)})`;
  return (await runCompiled<RecordRow>(db, `records ${numbers.length}`, query, numbers)).map(kept);
}

function oneBlock(hash: number): RawBuilder<unknown> {
  const block = sql`select hash, record from record_block where hash = ${hash}`;
  return sql`select * from (${block} limit ${sql.lit(mostInBlock)}) block`;
}

/** What came of some clients, as it came, the first first. */
export async function typedOf(
  db: Db,
  clients: readonly string[],
): Promise<{ source: string; typed: Typed; at: number }[]> {
  const rows = await db
    .selectFrom('record')
    .select(['source', 'typed', 'at'])
    .where('client_id', 'in', clients)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({ ...row, typed: JSON.parse(row.typed) }));
}

/** How many records have a word, up to as many as a block holds. */
export async function countOfWord(db: Db, word: string): Promise<number> {
  const query = () => sql`
    select count(*) as count from (
      select record from record_word where word = ${word} limit ${sql.lit(mostInBlock)}
    ) found`;
  const [row] = await runCompiled<{ count: number }>(db, 'count of word', query, [word]);
  return row?.count ?? 0;
}

/** About how many records there are. */
export async function lastRecord(db: Db): Promise<number> {
  const [row] = await runCompiled<{ last: number | null }>(
    db,
    'last',
    () => sql`select max(number) as last from record`,
    [],
  );
  return row?.last ?? 0;
}

type RecordRow = { client: string; traits: string };

function kept({ client, traits }: RecordRow): Kept {
  return { client, traits: JSON.parse(traits) };
}

/** The same values, the last one repeated to a round number: so few statements are prepared, and kept. */
function padded<T>(values: readonly T[]): T[] {
  const last = values.at(-1);
  const round = 8 * Math.ceil(values.length / 8);
  return last === undefined ? [] : [...values, ...Array<T>(round - values.length).fill(last)];
}
