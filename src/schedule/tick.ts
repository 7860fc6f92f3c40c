import { schedule } from 'node-cron';
import type { Logger } from 'pino';
import type { Clock } from '../kernel/clock.ts';

export type Tick = { /** Epoch ms of the last look. */ last(): number; stop(): Promise<void> };

/**
 * Says "look now" every second. It carries no meaning: what is due stands in rows. In Etc/UTC, because in a zone
 * with summer time node-cron falls silent for an hour in autumn.
 */
export function startTick(look: () => Promise<void>, clock: Clock, log: Logger): Tick {
  let last = clock();
  let running: Promise<void> = Promise.resolve();
  const once = (): Promise<void> => {
    last = clock();
    running = look().catch((fault: unknown) => log.error({ fault }, 'looking for due rows failed'));
    return running;
  };
  const task = schedule('* * * * * *', once, { timezone: 'Etc/UTC', noOverlap: true, suppressMissedWarning: true });
  return {
    last: () => last,
    stop: async () => {
      await task.destroy();
      await running;
    },
  };
}
