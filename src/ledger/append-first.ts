import { insertMany } from '../../db/many.ts';
import type { Tx } from '../../db/store.ts';
import { type Entry, newHead, rowOf } from './append.ts';

/** Begins many streams with one row each, in few statements. None of them may exist. */
export async function appendFirst(tx: Tx, entries: readonly Entry[], now: number): Promise<void> {
  const made = entries.map((entry) => {
    const head = newHead(entry.stream);
    return { head, ...rowOf(entry, head, now) };
  });
  await insertMany(
    tx.db,
    'ledger_stream',
    made.map(({ head, row }) => ({ ...head, hash: row.hash })),
  );
  await insertRows(tx, made);
}

/** Writes rows and the words beside them. */
export async function insertRows(tx: Tx, made: readonly ReturnType<typeof rowOf>[]): Promise<void> {
  await insertMany(
    tx.db,
    'ledger',
    made.map(({ row }) => row),
  );
  await insertMany(
    tx.db,
    'ledger_words',
    made.flatMap(({ words }) => words ?? []),
  );
}
