import type { Tx } from '../../db/store.ts';
import { newId } from '../kernel/ids.ts';

/** Something that is to happen at a moment: `key` makes it one among its kind (a lead, a series, `all`). */
export type Due = {
  readonly kind: string;
  readonly key: string;
  /** Epoch ms. */
  readonly at: number;
  readonly detail?: Readonly<Record<string, string | number | null>>;
};

/**
 * What to do about rows that fell due while nobody ran. `all`: each one. `once`: recurring work is done once for the
 * whole gap. `skipAfter`: rows later than so many ms are recorded as skipped and have no effect.
 */
export type Missed = 'all' | 'once' | { readonly skipAfter: number };

/** What a kind of due row does, inside the operation that marks it done. */
export type DueKind = {
  readonly run: (tx: Tx, due: Required<Due>, now: number) => Promise<void>;
  readonly missed: Missed;
  /** Recurring work: the moment after `at`; the first row is written at start. */
  readonly next?: (at: number) => number;
};

/** Writes a due row; the same kind, key and moment twice is one row. */
export async function dueAt(tx: Tx, due: Due): Promise<void> {
  await tx.db
    .insertInto('due')
    .values({
      id: newId(),
      kind: due.kind,
      key: due.key,
      at: due.at,
      detail: JSON.stringify(due.detail ?? {}),
      next_at: due.at,
      tries: 0,
      done_at: null,
      outcome: null,
    })
    .onConflict((conflict) => conflict.columns(['kind', 'key', 'at']).doNothing())
    .execute();
}

/** A recurrence of so many ms, on the clock's own grid: two processes that start it write the same row. */
export function every(ms: number): (at: number) => number {
  return (at) => (Math.floor(at / ms) + 1) * ms;
}
