import type { Db } from '../../db/schema.ts';
import { digestOf, hashOf } from './append.ts';

/**
 * Recomputes a stream's chain from its first row to its head. Returns the sequence number of the first row that was
 * changed, removed, inserted or moved, or of the head if rows are missing at the end; undefined if all is whole.
 */
export async function firstBrokenRow(db: Db, stream: string): Promise<number | undefined> {
  const head = await db.selectFrom('ledger_stream').selectAll().where('stream', '=', stream).executeTakeFirst();
  const rows = await db
    .selectFrom('ledger')
    .leftJoin('ledger_words', 'ledger_words.entry', 'ledger.id')
    .selectAll('ledger')
    .select('ledger_words.words')
    .where('ledger.stream', '=', stream)
    .orderBy('seq')
    .execute();
  let previous = '';
  for (const [index, row] of rows.entries()) {
    const whole = row.seq === index + 1 && row.previous === previous && row.hash === hashOf(previous, row);
    const wordsWhole = areWhole(row, head?.key ?? null) || (row.words === null && row.seq <= (head?.erased_seq ?? 0));
    if (!whole || !wordsWhole) return index + 1;
    previous = row.hash;
  }
  if (!head) return rows.length > 0 ? 1 : undefined;
  return head.seq !== rows.length || head.hash !== previous ? head.seq : undefined;
}

/** Words may be missing only where there never were any, or where the stream's key went with them. */
function areWhole(row: { words: string | null; words_digest: string | null }, key: string | null): boolean {
  if (row.words === null) return row.words_digest === null || key === null;
  return key !== null && row.words_digest === digestOf(row.words, key);
}
