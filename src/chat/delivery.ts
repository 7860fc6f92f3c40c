import type { Write } from '../../db/store.ts';
import { isRefusal, refuse } from '../kernel/refusal.ts';

/**
 * A write that happens once for a delivery, however often the platform delivers it: the delivery's key is left in
 * the transaction of its effect, and only there. A repeat is refused and has none.
 */
export function onceFor(delivery: string, write: Write, now: number): Write {
  return async <T>(op: Parameters<typeof write<T>>[0]): Promise<T> =>
    write<T>(async (tx) => {
      const { numInsertedOrUpdatedRows } = await tx.db
        .insertInto('delivery')
        .values({ key: delivery, at: now })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 0n) return refuse('delivery.repeated') as T;
      return op(tx);
    });
}

/** Whether a result is the refusal of a repeat. */
export function isRepeat(result: unknown): boolean {
  return isRefusal(result) && result.refused === 'delivery.repeated';
}
