import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHoliday, readRegion } from '../../src/team/hours/holidays.ts';
import { readWeek, usualWeek, type Week, writeWeek } from '../../src/team/hours/week.ts';
import { weekdayName } from '../../src/team/hours/weekday-name.ts';
import { addWorking, type Calendar, isWorking, workingBetween } from '../../src/team/hours/working-time.ts';
import { sayer } from '../../src/words/say.ts';
import { inSize } from '../support/size.ts';
import { from, to, wallClock, zones } from '../support/wall-clock.ts';

describe('hours as people type them', () => {
  it('reads English and Russian, several spans a day, and hours past midnight', () => {
    expect(readWeek('Mon-Tue 9:00-13:00 14:00-18:00; Sat 10-14')).toEqual({
      1: [
        [540, 780],
        [840, 1080],
      ],
      2: [
        [540, 780],
        [840, 1080],
      ],
      6: [[600, 840]],
    });
    expect(readWeek('пн–пт 9:00–18:00')).toEqual(usualWeek);
    expect(readWeek('fri 22:00-06:00')).toEqual({ 5: [[1320, 1440]], 6: [[0, 360]] });
    for (const wrong of ['', 'whenever', 'Mon', 'Mon 25-26', 'Mon 9:70-10', 'Mon-Tue-Wed 9-10', '9-18'])
      expect([wrong, readWeek(wrong)]).toEqual([wrong, undefined]);
  });

  it('writes what it can read again, in both languages (property)', () => {
    const spans = fc
      .uniqueArray(fc.integer({ min: 0, max: 95 }), { minLength: 2, maxLength: 6 })
      .map((quarters) => quarters.toSorted((one, other) => one - other).map((quarter) => quarter * 15))
      .map((ends) => ends.flatMap((from, at) => (at % 2 === 0 && ends[at + 1] ? [[from, ends[at + 1]]] : [])));
    const week = fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6', '7'), spans, { minKeys: 1 });
    fc.assert(
      fc.property(week, fc.constantFrom('en' as const, 'ru' as const), (made, language) => {
        const text = writeWeek(made as unknown as Week, weekdayName(sayer(language, 'UTC')));
        expect(readWeek(text)).toEqual(made);
      }),
    );
  });
});

it('knows the public holidays of countries and their parts', () => {
  expect([isHoliday('DE', '2026-12-25'), isHoliday('DE', '2026-01-06'), isHoliday('DE-BY', '2026-01-06')]).toEqual([
    true,
    false,
    true,
  ]);
  // Several days that are one holiday.
  expect(['2026-01-02', '2026-01-06', '2026-01-09'].map((day) => isHoliday('RU', day))).toEqual([true, true, false]);
  expect([readRegion('de-by'), readRegion(' ru '), readRegion('DE-XX'), readRegion('Bavaria')]).toEqual([
    'DE-BY',
    'RU',
    undefined,
    undefined,
  ]);
});

const minute = 60_000;
const weeks: readonly Week[] = [
  usualWeek,
  // Nights, when clocks are changed.
  Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7].map((day) => [
      day,
      [
        [0, 150],
        [1320, 1440],
      ] as const,
    ]),
  ),
  {
    6: [[60, 180]],
    7: [
      [90, 210],
      [600, 1200],
    ],
  },
];

describe.each(zones)('working time in %s', (zone) => {
  // The wall clock of a zone is counted minute by minute: at length for every week.
  it.each(weeks.map((week, index) => [index, week] as const).slice(0, inSize({ small: 2, long: 3 })))(
    'is what an independent clock counts (week %i)',
    (_index, week) => {
      const off = ['2026-12-24', '2027-03-29', '2028-10-30'];
      const calendar: Calendar = { zone, week, region: null, off: off.map((day) => ({ first: day, last: day })) };
      const { counted: at, after, changes } = wallClock(zone, week, off);
      expect(changes.length).toBeGreaterThanOrEqual(4);
      const runs = inSize({ small: 80, long: 5_000 });
      let differences = 0;
      for (let run = 0; run < runs; run += 1) {
        // Half of the starts lie around a change of the clocks.
        const near = changes[run % changes.length] ?? from;
        const spread = run % 2 === 0 ? (run * 7_919) % (4 * 24 * 60) : (run * 104_729) % (1_000 * 24 * 60);
        const start = run % 2 === 0 ? near - 2 * 24 * 60 * minute + spread * minute : from + spread * minute;
        const length = [1, 5, 30, 60, 540, 2_000][run % 6] ?? 1;
        const end = addWorking(calendar, start, length);
        if (end === undefined || end >= to) continue;
        const exact = end === after(start, length);
        const between = workingBetween(calendar, start, end) === length * minute;
        const now = isWorking(calendar, start) === at(start + minute) > at(start);
        if (!(exact && between && now)) differences += 1;
      }
      expect(differences).toBe(0);
    },
  );
});
