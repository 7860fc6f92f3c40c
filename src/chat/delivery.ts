import type { Db } from '../../db/schema.ts';
import type { Op, Write } from '../../db/store.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';

/** A write for one delivery: what the operation gives, or the refusal of a repeat. */
export type WriteOnce = <T>(op: Op<T>) => Promise<T | Refusal>;

/**
 * A write that happens once for a delivery, however often the platform delivers it: the delivery's key is left in
 * the transaction of its effect, and only there. A repeat is refused and has none.
 */
export function onceFor(delivery: string, write: Write, now: number): WriteOnce {
  return (op) =>
    write(async (tx) => {
      const { numInsertedOrUpdatedRows } = await tx.db
        .insertInto('delivery')
        .values({ key: delivery, at: now })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 0n) return refuse('delivery.repeated');
      return op(tx);
    });
}

/** Forgets the deliveries before a moment. */
export async function forgetDeliveries(db: Db, before: number): Promise<void> {
  await db.deleteFrom('delivery').where('at', '<', before).execute();
}
