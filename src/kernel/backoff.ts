import { minute, second } from './clock.ts';

/** How long (ms) to wait after so many failed tries: doubling from a second to five minutes, with full jitter. */
export function backoff(tries: number, random: () => number = Math.random): number {
  const ceiling = Math.min(5 * minute, second * 2 ** Math.min(tries, 16));
  return Math.ceil(random() * ceiling);
}
