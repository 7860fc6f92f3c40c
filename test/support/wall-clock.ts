import moment from 'moment-timezone';
import type { Week } from '../../src/team/hours/week.ts';

const minute = 60_000;
/** The years that the wall clock knows: all that is counted lies within them. */
export const from = Date.UTC(2026, 0, 1);
export const to = Date.UTC(2029, 0, 1);

/**
 * Zones that change their clocks between 2026 and 2028, in both halves of the world, and by half an hour. Of those whose
 * rules were changed lately, two tables need not know the same.
 */
export const zones = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'America/Santiago',
  'Asia/Jerusalem',
  'Asia/Beirut',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
] as const;

/**
 * The oracle of working time: another library with its own table of zones says what the clock on the wall shows in each
 * minute of three years, and the minutes at which it shows a time of the hours are counted.
 */
export function wallClock(zone: string, week: Week, off: readonly string[] = []) {
  const table = moment.tz.zone(zone);
  if (!table) throw new Error(`no zone ${zone}`);
  const minutes = (to - from) / minute;
  const until = new Uint32Array(minutes + 1);
  for (let index = 0; index < minutes; index += 1) {
    const at = from + index * minute;
    const wall = at - table.utcOffset(at) * minute;
    const day = Math.floor(wall / 86_400_000);
    const time = Math.floor((wall - day * 86_400_000) / minute);
    const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
    const works =
      (week[weekday] ?? []).some(([start, end]) => start <= time && time < end) &&
      !off.includes(new Date(wall).toISOString().slice(0, 10));
    until[index + 1] = (until[index] ?? 0) + (works ? 1 : 0);
  }
  const counted = (at: number): number => until[Math.round((at - from) / minute)] ?? Number.NaN;
  return {
    /** How many working minutes lie before a moment (epoch ms). */
    counted,
    /** The end of the working minute that is so many behind a moment; NaN if it lies beyond these years. */
    after: (start: number, length: number): number => {
      const wanted = counted(start) + length;
      let [low, high] = [Math.round((start - from) / minute), minutes];
      if ((until[high] ?? 0) < wanted) return Number.NaN;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((until[middle] ?? 0) >= wanted) high = middle;
        else low = middle + 1;
      }
      return from + low * minute;
    },
    /** When the clocks are changed. */
    changes: table.untils.filter((each) => each > from && each < to),
  };
}
