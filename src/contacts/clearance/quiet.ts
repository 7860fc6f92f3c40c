import { hour, minute } from '../../kernel/clock.ts';
import { heard } from '../channels.ts';
import type { Rule } from './rule.ts';

const ofDay = 24 * hour;

/** Amber: wherever the client may be, it is the time at which nobody is called. `until` is when it is day in all of them. */
export const quiet: Rule = ({ facts: { zones }, channel, actor, values: { quietFrom, quietUntil }, now }) => {
  if (quietFrom === quietUntil || zones.length === 0 || !heard.includes(channel)) return [];
  const ends = zones.map((zone) => endOfQuiet(now, zone, quietFrom, quietUntil));
  if (!ends.every((end) => end !== undefined)) return [];
  return [{ code: 'quiet', light: 'amber', who: { id: actor, name: actor }, at: now, until: Math.max(...ends) }];
};

/** When the quiet hours of a zone end in which a moment (epoch ms) lies; undefined if it lies in none. */
function endOfQuiet(at: number, zone: string, from: number, until: number): number | undefined {
  const local = timeOfDay(at, zone);
  const inside =
    from < until ? local >= from * hour && local < until * hour : local >= from * hour || local < until * hour;
  if (!inside) return undefined;
  const end = at + ((until * hour - local + ofDay) % ofDay);
  // Where the clocks change meanwhile, the hour comes sooner or later.
  const late = (timeOfDay(end, zone) - until * hour + ofDay) % ofDay;
  return late > ofDay / 2 ? end + ofDay - late : end - late;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The time of day (ms since midnight) in a zone, to the minute. */
function timeOfDay(at: number, timeZone: string): number {
  const known = formats.get(timeZone);
  const format =
    known ?? new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  if (!known) formats.set(timeZone, format);
  const parts = format.formatToParts(at);
  const part = (type: 'hour' | 'minute'): number => Number(parts.find((each) => each.type === type)?.value);
  return part('hour') * hour + part('minute') * minute + (at % minute);
}
