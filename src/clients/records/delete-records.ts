import type { Db } from '../../../db/schema.ts';
import { blockKeys } from '../matching/block-keys.ts';
import { hash } from '../matching/hash.ts';
import { wordsOf } from '../matching/words.ts';

/** Takes the records of some clients out, or those of one source, with all they are filed under. Gives how many. */
export async function deleteRecords(db: Db, clients: readonly string[], source?: string): Promise<number> {
  const all = db.selectFrom('record').select(['number', 'typed', 'traits']).where('client_id', 'in', clients);
  const records = await (source === undefined ? all : all.where('source', '=', source)).execute();
  for (const { number, typed, traits } of records) {
    const hashes = blockKeys(JSON.parse(traits)).map(hash);
    if (hashes.length > 0)
      await db.deleteFrom('record_block').where('hash', 'in', hashes).where('record', '=', number).execute();
    const words = wordsOf(JSON.parse(typed));
    if (words.length === 0) continue;
    await db.deleteFrom('record_word').where('word', 'in', words).where('record', '=', number).execute();
    await deleteUnused(db, words);
  }
  for (const { number } of records) await db.deleteFrom('record').where('number', '=', number).execute();
  return records.length;
}

/** Words that no record has are no spellings of anything. */
async function deleteUnused(db: Db, words: readonly string[]): Promise<void> {
  const used = await db.selectFrom('record_word').select('word').distinct().where('word', 'in', words).execute();
  const unused = words.filter((word) => !used.some((each) => each.word === word));
  if (unused.length > 0) await db.deleteFrom('word_near').where('word', 'in', unused).execute();
}
