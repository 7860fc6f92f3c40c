import type { Logger } from 'pino';
import type { Data } from '../../../db/store.ts';
import type { Directory } from '../../chat/directory.ts';
import { type Platform, platformOf } from '../../chat/platform.ts';
import { type Clock, day, hour } from '../../kernel/clock.ts';

/** Whoever a platform has told nothing of for so long is asked about. */
const staleAfter = day;
const lookEvery = hour;
/** A platform's own rates are for those who press; in an hour so many are enough for a large company in a day. */
const mostPerLook = 50;

/**
 * Asks the platforms about people who have not been heard of for a day: who has left, who cannot be written to. Looks once
 * an hour, however often it is called.
 */
export function peopleCheck(
  data: Data,
  platforms: readonly Platform[],
  directory: Directory,
  clock: Clock,
  log: Logger,
): () => Promise<void> {
  let last = clock();
  return async () => {
    const now = clock();
    if (now - last < lookEvery) return;
    last = now;
    const stale = await data.read
      .selectFrom('identity')
      .select('id')
      .where('seen_at', '<', now - staleAfter)
      .orderBy('seen_at')
      .limit(mostPerLook)
      .execute();
    for (const { id } of stale) {
      const profile = await platformOf(platforms, id)
        ?.profile(id)
        .catch((fault: unknown) => void log.warn({ fault, identity: id }, 'a platform told nothing of somebody'));
      if (profile) await directory.told(id, profile);
    }
  };
}
