import { sql } from 'kysely';
import type { Db } from '../../../db/schema.ts';
import { blockKeys } from '../matching/block-keys.ts';
import { hash } from '../matching/hash.ts';
import type { Key } from '../matching/keys.ts';
import type { Traits, Typed } from '../matching/traits.ts';
import { nearParts, wordsOf } from '../matching/words.ts';

/** Of the rules that make traits, blocks and words; records of an older version are read again. */
export const traitsVersion = 1;

/** A record that is compared: whose it is, and its traits. */
export type Kept = { readonly client: string; readonly traits: Traits };

/** A block that holds more records than this says nothing. */
const mostInBlock = 150;

/** Keeps what came of a client, and files it for matching and for search. Gives its number. */
export async function insertRecord(
  db: Db,
  record: { client: string; source: string; typed: Typed; traits: Traits; at: number },
): Promise<number> {
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

/** Files a record under its blocks and words. */
export async function fileRecord(db: Db, record: number, typed: Typed, traits: Traits): Promise<void> {
  const hashes = [...new Set(blockKeys(traits).map(hash))];
  if (hashes.length > 0)
    await db
      .insertInto('record_block')
      .values(hashes.map((each) => ({ hash: each, record })))
      .execute();
  const words = wordsOf(typed);
  if (words.length === 0) return;
  await db
    .insertInto('record_word')
    .values(words.map((word) => ({ word, record })))
    .execute();
  const parts = words.flatMap((word) => nearParts(word).map((part) => ({ part, word })));
  await db
    .insertInto('word_near')
    .values(parts)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
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
export async function holdersOf(db: Db, { kind, value }: Key): Promise<{ client: string; confirmedAt: number }[]> {
  const rows = await db
    .selectFrom('client_key')
    .innerJoin('client', 'client.id', 'client_key.client_id')
    .select(['client.root_id as client', 'client_key.confirmed_at as confirmedAt'])
    .where('client_key.kind', '=', kind)
    .where('client_key.value', '=', value)
    .limit(mostInBlock)
    .execute();
  return rows;
}

/** The records of some clients and of all that were merged into them; `client` is the root. */
export async function recordsOf(db: Db, roots: readonly string[]): Promise<Kept[]> {
  if (roots.length === 0) return [];
  const rows = await db
    .selectFrom('client')
    .innerJoin('record', 'record.client_id', 'client.id')
    .select(['client.root_id as client', 'record.traits'])
    .where('client.root_id', 'in', padded(roots))
    .limit(4 * mostInBlock)
    .execute();
  return rows.map(kept);
}

/** The records that share most blocks with some traits, those that share the rarest first; at most `limit`. */
export async function recordsNear(db: Db, traits: Traits, limit: number): Promise<Kept[]> {
  const hashes = padded([...new Set(blockKeys(traits).map(hash))]);
  if (hashes.length === 0) return [];
  const blocks = hashes.map(
    (each) =>
      sql`select hash, record from (select hash, record from record_block where hash = ${each} limit ${mostInBlock}) b`,
  );
  const { rows } = await sql<{ hash: number; record: number }>`${sql.join(blocks, sql` union all `)}`.execute(db);
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

async function recordsByNumber(db: Db, numbers: readonly number[]): Promise<Kept[]> {
  if (numbers.length === 0) return [];
  const rows = await db
    .selectFrom('record')
    .innerJoin('client', 'client.id', 'record.client_id')
    .select(['client.root_id as client', 'record.traits'])
    .where('record.number', 'in', padded(numbers))
    .execute();
  return rows.map(kept);
}

/** How many records have a word, up to as many as a block holds. */
export async function countOfWord(db: Db, word: string): Promise<number> {
  const { count } = await db
    .selectFrom(db.selectFrom('record_word').select('record').where('word', '=', word).limit(mostInBlock).as('found'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** About how many records there are. */
export async function lastRecord(db: Db): Promise<number> {
  const row = await db.selectFrom('record').select('number').orderBy('number', 'desc').limit(1).executeTakeFirst();
  return row?.number ?? 0;
}

function kept({ client, traits }: { client: string; traits: string }): Kept {
  return { client, traits: JSON.parse(traits) };
}

/** The same values, the last one repeated to a round number: so few statements are prepared, and kept. */
function padded<T>(values: readonly T[]): T[] {
  const last = values.at(-1);
  const round = 8 * Math.ceil(values.length / 8);
  return last === undefined ? [] : [...values, ...Array<T>(round - values.length).fill(last)];
}
