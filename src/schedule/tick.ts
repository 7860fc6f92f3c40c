import { schedule } from 'node-cron';
import type { Logger } from 'pino';
import type { Clock } from '../kernel/clock.ts';

export type Tick = {
  /** Epoch ms of the last look. */
  last(): number;
  /** Looks at once, or once more if a look is under way. */
  wake(): void;
  stop(): Promise<void>;
};

/**
 * Says "look now" every second. It carries no meaning: what is due stands in rows. In Etc/UTC, because in a zone
 * with summer time node-cron falls silent for an hour in autumn.
 */
export function startTick(look: () => Promise<void>, clock: Clock, log: Logger): Tick {
  let last = clock();
  let [wanted, stopped] = [false, false];
  let running: Promise<void> | undefined;
  const looking = async (): Promise<void> => {
    while (wanted && !stopped) {
      wanted = false;
      last = clock();
      await look().catch((fault: unknown) => log.error({ fault }, 'looking for due rows failed'));
    }
    running = undefined;
  };
  const wake = (): void => {
    wanted = true;
    running ??= looking();
  };
  const task = schedule('* * * * * *', wake, { timezone: 'Etc/UTC', suppressMissedWarning: true });
  return {
    last: () => last,
    wake,
    stop: async () => {
      stopped = true;
      await task.destroy();
      await running;
    },
  };
}
