import { dayAt, type LocalDay } from '../../kernel/local-time.ts';
import { isHoliday } from './holidays.ts';
import type { Week } from './week.ts';

/** When somebody works: their week on the clock of their zone, but for holidays of their region and days off. */
export type Calendar = {
  readonly zone: string;
  readonly week: Week;
  readonly region: string | null;
  /** Local days (`2026-12-24`), first and last. */
  readonly off: readonly { readonly first: string; readonly last: string }[];
};

/** Nobody waits longer for a working hour: who has none in so many days is away. */
const farthestDays = 400;
const perMinute = 60_000;

/**
 * The moment (epoch ms) at which so many working minutes have passed since another. They work at a moment if the clock
 * on their wall then shows a time of their hours, so a change of the clocks shortens or lengthens a day as it does for
 * them. Undefined if they do not work that much within 400 days.
 */
export function addWorking(calendar: Calendar, from: number, minutes: number): number | undefined {
  let left = minutes * perMinute;
  for (const [start, end] of spansFrom(calendar, from)) {
    if (end - start >= left) return start + left;
    left -= end - start;
  }
  return undefined;
}

/** How much of the time (ms) between two moments they work. */
export function workingBetween(calendar: Calendar, from: number, to: number): number {
  let worked = 0;
  for (const [start, end] of spansFrom(calendar, from)) {
    if (start >= to) break;
    worked += Math.min(end, to) - start;
  }
  return worked;
}

/** Whether they work at a moment. */
export function isWorking(calendar: Calendar, at: number): boolean {
  const [first] = spansFrom(calendar, at);
  return first !== undefined && first[0] <= at;
}

/** Whether a local day is one on which they work at all. */
export function worksOn({ week, region, off }: Calendar, day: string, weekday: number): boolean {
  if ((week[weekday] ?? []).length === 0 || isHoliday(region, day)) return false;
  return !off.some(({ first, last }) => first <= day && day <= last);
}

/** The spans (epoch ms) in which they work from a moment on, in order. */
function* spansFrom(calendar: Calendar, from: number): Generator<[number, number]> {
  let day = dayAt(calendar.zone, from);
  for (let days = 0; days < farthestDays; days += 1) {
    if (worksOn(calendar, day.day, day.weekday))
      for (const [start, end] of spansOf(day, calendar.week)) if (end > from) yield [Math.max(start, from), end];
    day = dayAt(calendar.zone, day.end);
  }
}

function spansOf({ stretches, weekday, midnight }: LocalDay, week: Week): [number, number][] {
  return stretches.flatMap(({ from, to, offset }) =>
    (week[weekday] ?? []).flatMap(([start, end]): [number, number][] => {
      const begin = Math.max(from, midnight + start * perMinute - offset);
      const over = Math.min(to, midnight + end * perMinute - offset);
      return over > begin ? [[begin, over]] : [];
    }),
  );
}
