import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../db/schema.ts';

/** Words that are filed under any of some parts, and words that begin like one; at most `limit` of each. */
export async function wordsNear(db: Db, parts: readonly string[], start: string, limit: number): Promise<string[]> {
  const near = await db
    .selectFrom('word_near')
    .select('word')
    .distinct()
    .where('part', 'in', parts)
    .limit(limit)
    .execute();
  // Every word stands here a few times, and there as often as it has records.
  const begun = await db
    .selectFrom('word_near')
    .select('word')
    .distinct()
    .where('word', '>=', start)
    .where('word', '<', `${start}~`)
    .limit(limit)
    .execute();
  return [...new Set([...near, ...begun].map(({ word }) => word))];
}

/** How many records have any of some words, up to a limit. */
export async function countOfWords(db: Db, words: readonly string[], limit: number): Promise<number> {
  const { count } = await db
    .selectFrom(db.selectFrom('record_word').select('record').where('word', 'in', words).limit(limit).as('found'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The roots of clients with a record that has one word of every set, and the words of the records; not erased. */
export async function recordsWithWords(
  db: Db,
  sets: readonly (readonly string[])[],
  limit: number,
): Promise<{ client: string; record: number; word: string }[]> {
  const [first = [], ...others] = sets;
  const also = others.map(
    (words) => sql`and exists (
    select 1 from record_word other where other.record = hit.record and other.word in (${list(words)}))`,
  );
  const { rows } = await sql<{ client: string; record: number; word: string }>`
    select client.root_id as client, hit.record, said.word
    from (select distinct hit.record from record_word hit where hit.word in (${list(first)}) ${sql.join(also, sql` `)} limit ${limit}) hit
    join record on record.number = hit.record
    join client on client.id = record.client_id
    join record_word said on said.record = hit.record and said.word in (${list(sets.flat())})`.execute(db);
  return rows;
}

function list(words: readonly string[]): RawBuilder<unknown> {
  return sql.join([...words]);
}
