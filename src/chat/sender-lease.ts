import type { Data, Store } from '../../db/store.ts';
import { second } from '../kernel/clock.ts';

/** A sender that stops answering loses its place after this long. */
const leaseMs = 30 * second;

/** The right to send to a place: one process at a time has it, so that posts keep their order. */
export type Leases = {
  /** Takes a place anew, or still has it; undefined while another process holds it. */
  take(place: string, now: number): Promise<'anew' | 'still' | undefined>;
  drop(place: string): Promise<void>;
};

/**
 * Leases for this process; a process that is alone on its store needs none. Whoever comes back under the name of a
 * holder that died takes its places over at once; others wait until the lease has run out.
 */
export function senderLeases(store: Store, holder: string): Leases {
  if (store.exclusive) return { take: async () => 'still', drop: async () => {} };
  const held = new Map<string, number>();
  return {
    take: async (place, now) => {
      const had = held.has(place);
      if ((held.get(place) ?? 0) - now > leaseMs / 2) return 'still';
      if (!(await takeRow(store, place, holder, now))) return undefined;
      held.set(place, now + leaseMs);
      return had ? 'still' : 'anew';
    },
    drop: async (place) => {
      if (!held.delete(place)) return;
      await store.write((tx) =>
        tx.db.deleteFrom('sender').where('place', '=', place).where('holder', '=', holder).execute(),
      );
    },
  };
}

function takeRow(data: Data, place: string, holder: string, now: number): Promise<boolean> {
  return data.write(async (tx) => {
    const taken = await tx.db
      .insertInto('sender')
      .values({ place, holder, until: now + leaseMs })
      .onConflict((conflict) =>
        conflict
          .column('place')
          .doUpdateSet({ holder, until: now + leaseMs })
          .where((eb) => eb.or([eb('sender.holder', '=', holder), eb('sender.until', '<', now)])),
      )
      .returning('holder')
      .execute();
    return taken.length === 1;
  });
}
