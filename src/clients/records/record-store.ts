import { insertMany, insertNumbered } from '../../../db/many.ts';
import type { Db } from '../../../db/schema.ts';
import { blockKeys } from '../matching/block-keys.ts';
import { hash } from '../matching/hash.ts';
import type { Traits, Typed } from '../matching/traits.ts';
import { nearParts, wordsOf } from '../matching/words.ts';

/** Of the rules that make traits, blocks and words. Whoever raises it takes out what the rules before had filed. */
export const traitsVersion = 2;

export type NewRecord = {
  readonly client: string;
  readonly source: string;
  readonly typed: Typed;
  readonly traits: Traits;
  readonly at: number;
};

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
  const numbers = await insertNumbered(db, 'record', rows, 'number');
  const filed = records.map(({ typed, traits }, at) => filingOf(numbers[at] ?? 0, typed, traits));
  // In the order in which they lie on disk: every page is written once.
  const blocks = filed.flatMap((each) => each.blocks).sort((one, other) => one.hash - other.hash);
  await insertMany(db, 'record_block', blocks);
  const said = filed.flatMap((each) => each.words).sort((one, other) => (one.word < other.word ? -1 : 1));
  await insertMany(db, 'record_word', said);
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

/**
 * Files a record by the rules of today; false where another process has done so meanwhile. One of version 0 was never
 * filed, so there is nothing to take out first.
 */
export async function refileRecord(db: Db, record: number, typed: Typed, traits: Traits): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('record')
    .set({ traits: JSON.stringify(traits), version: traitsVersion })
    .where('number', '=', record)
    .where('version', '<', traitsVersion)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await fileRecord(db, record, typed, traits);
  return true;
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

/** Where what came of one client came from. */
export async function sourcesOf(db: Db, client: string): Promise<string[]> {
  const rows = await db.selectFrom('record').select('source').distinct().where('client_id', '=', client).execute();
  return rows.map(({ source }) => source);
}

/** The traits of everything that came of one client. */
export async function traitsOfClient(db: Db, client: string): Promise<Traits[]> {
  const rows = await db.selectFrom('record').select('traits').where('client_id', '=', client).execute();
  return rows.map(({ traits }) => JSON.parse(traits));
}

/** What was typed as an e-mail address in the records after one, with their numbers. */
export async function typedAddressesAfter(
  db: Db,
  last: number,
  limit: number,
): Promise<{ readonly number: number; readonly email: string | undefined }[]> {
  const rows = await db
    .selectFrom('record')
    .select(['number', 'typed'])
    .where('number', '>', last)
    .orderBy('number')
    .limit(limit)
    .execute();
  return rows.map(({ number, typed }) => ({ number, email: (JSON.parse(typed) as Typed).email?.trim().toLowerCase() }));
}
