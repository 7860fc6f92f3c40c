import { Temporal } from 'temporal-polyfill';
import type { Rule } from './sync.ts';

/**
 * The first moment (epoch ms) after another at which a series meets. Where the clock jumps over the time, it meets as
 * much later as the clock jumps; where the time comes twice, it meets the first time (Temporal's `compatible`).
 */
export function nextStart({ weekday, localTime, zone }: Rule, after: number): number {
  const today = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone).toPlainDate();
  const time = Temporal.PlainTime.from(localTime);
  // A day earlier, as a jump at midnight can carry a meeting into the next day.
  let date = today.subtract({ days: 1 });
  date = date.add({ days: (weekday - date.dayOfWeek + 7) % 7 });
  for (;;) {
    const start = date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
    if (start > after) return start;
    date = date.add({ days: 7 });
  }
}
