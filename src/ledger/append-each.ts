import type { Tx } from '../../db/store.ts';
import { type Entry, newHead, rowOf } from './append.ts';
import { insertRows } from './append-first.ts';

/** So many streams go in by one statement. */
const mostAtOnce = 500;

/** Appends one row to each of many streams, in few statements. None stands twice among them. */
export async function appendEach(tx: Tx, entries: readonly Entry[], now: number): Promise<void> {
  // In one order: two who append to the same streams wait for each other, and not for ever.
  const sorted = entries.toSorted((one, other) => (one.stream < other.stream ? -1 : 1));
  for (let at = 0; at < sorted.length; at += mostAtOnce) await appendSome(tx, sorted.slice(at, at + mostAtOnce), now);
}

async function appendSome(tx: Tx, entries: readonly Entry[], now: number): Promise<void> {
  const heads = await tx.db
    .insertInto('ledger_stream')
    .values(entries.map(({ stream }) => newHead(stream)))
    .onConflict((conflict) => conflict.column('stream').doUpdateSet((eb) => ({ seq: eb('ledger_stream.seq', '+', 1) })))
    .returning(['stream', 'seq', 'hash', 'key', 'sealed_seq'])
    .execute();
  const headOf = new Map(heads.map((head) => [head.stream, head]));
  const made = entries.map((entry) => rowOf(entry, headOf.get(entry.stream) ?? newHead(entry.stream), now));
  await insertRows(tx, made);
  const hashOf = new Map(made.map(({ row }) => [row.stream, row.hash]));
  await tx.db
    .insertInto('ledger_stream')
    .values(heads.map((head) => ({ ...head, hash: hashOf.get(head.stream) ?? head.hash })))
    .onConflict((conflict) => conflict.column('stream').doUpdateSet((eb) => ({ hash: eb.ref('excluded.hash') })))
    .execute();
}
