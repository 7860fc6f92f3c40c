import moment from 'moment-timezone';
import { describe, expect, it } from 'vitest';
import { nextStart } from '../../src/meetings/when.ts';

/** Zones whose clocks change in every way: by an hour and by half of one, at midnight, in either half of the world. */
const zones = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Kolkata',
];
/** Office hours, and the hours at which these zones change: the times that do not exist, and those that come twice. */
const times = ['09:30', '00:15', '00:30', '01:30', '01:45', '02:15', '02:30', '02:45', '03:15', '23:45'];
const years = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2029, 0, 1) };

/** The same series by a library that brings its own time zone data, one date after the other. */
function byMoment(weekday: number, localTime: string, zone: string): number[] {
  const starts: number[] = [];
  for (let day = years.from - 2 * 86_400_000; day < years.to + 2 * 86_400_000; day += 86_400_000) {
    const date = new Date(day).toISOString().slice(0, 10);
    if ((new Date(day).getUTCDay() || 7) !== weekday) continue;
    starts.push(moment.tz(`${date}T${localTime}`, 'YYYY-MM-DDTHH:mm', zone).valueOf());
  }
  return starts.filter((start) => start > years.from && start <= years.to);
}

function byBaton(weekday: number, localTime: string, zone: string): number[] {
  const starts: number[] = [];
  for (let at = years.from; ; ) {
    at = nextStart({ weekday, localTime, zone }, at);
    if (at > years.to) return starts;
    starts.push(at);
  }
}

describe('the series of 2026 to 2028 against an independent library', () => {
  it.each(zones)('%s: no difference, whatever the day and the hour', (zone) => {
    for (const time of times)
      for (const weekday of [1, 2, 3, 4, 5, 6, 7])
        expect([time, weekday, byBaton(weekday, time, zone)]).toEqual([time, weekday, byMoment(weekday, time, zone)]);
  });

  it('meets times that do not exist and times that come twice', () => {
    const odd = zones.flatMap((zone) =>
      times.flatMap((time) =>
        [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
          byBaton(weekday, time, zone).filter((start) => moment.tz(start, zone).format('HH:mm') !== time),
        ),
      ),
    );
    expect(odd.length).toBeGreaterThan(20);
  });
});
