import type { Data } from '../../db/store.ts';
import type { Clock } from '../kernel/clock.ts';

/** How a platform reaches a place or a person again: its own words, which nobody else reads. */
export type Conversations = {
  remember(place: string, reference: string): Promise<void>;
  recall(place: string): Promise<string | undefined>;
};

/** Keeps references in the database; one that is known already is not written again. */
export function createConversations(data: Data, clock: Clock): Conversations {
  const recall = async (place: string): Promise<string | undefined> => {
    const row = await data.read
      .selectFrom('conversation')
      .select('reference')
      .where('place', '=', place)
      .executeTakeFirst();
    return row?.reference;
  };
  return {
    recall,
    remember: async (place, reference) => {
      if ((await recall(place)) === reference) return;
      const at = clock();
      await data.write((tx) =>
        tx.db
          .insertInto('conversation')
          .values({ place, reference, at })
          .onConflict((conflict) => conflict.column('place').doUpdateSet({ reference, at }))
          .execute(),
      );
    },
  };
}
