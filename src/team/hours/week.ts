/** Spans of a day in minutes from midnight, in order and apart: `[[540, 1080]]` is nine to six. */
export type Spans = readonly (readonly [from: number, to: number])[];

/** The working hours of a week by ISO weekday (1 is Monday); a day that is missing is free. */
export type Week = Readonly<Partial<Record<number, Spans>>>;

/** What everybody works until they say otherwise: Monday to Friday, nine to six. */
export const usualWeek: Week = Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [[9 * 60, 18 * 60]]]));

const dayNames: readonly (readonly string[])[] = [
  ['mon', 'monday', 'пн', 'понедельник'],
  ['tue', 'tuesday', 'вт', 'вторник'],
  ['wed', 'wednesday', 'ср', 'среда'],
  ['thu', 'thursday', 'чт', 'четверг'],
  ['fri', 'friday', 'пт', 'пятница'],
  ['sat', 'saturday', 'сб', 'суббота'],
  ['sun', 'sunday', 'вс', 'воскресенье'],
];
const wholeDay = 24 * 60;

/**
 * Reads working hours as people type them, in English or Russian: `Mon-Fri 9:00-13:00 14:00-18:00; Sat 10-14`. Hours
 * past midnight (`22:00-06:00`) run into the next day. Undefined for what cannot be read.
 */
export function readWeek(text: string): Week | undefined {
  const minutes = new Map<number, [number, number][]>();
  for (const part of text.toLowerCase().split(/[;\n]+/)) {
    if (part.trim() === '') continue;
    const [, days = '', spans = ''] = /^\s*([^\d]+?)\s+(\d.*)$/.exec(part) ?? [];
    const [on, at] = [readDays(days), readSpans(spans)];
    if (!on || !at) return undefined;
    for (const day of on)
      for (const [from, to] of at) {
        add(minutes, day, from, Math.min(to, wholeDay));
        if (to > wholeDay) add(minutes, (day % 7) + 1, 0, to - wholeDay);
      }
  }
  if (minutes.size === 0) return undefined;
  return Object.fromEntries([...minutes].sort(([one], [other]) => one - other).map(([day, at]) => [day, joined(at)]));
}

/** Writes working hours as they can be read again, with names of days as the reader's language has them. */
export function writeWeek(week: Week, dayName: (day: number) => string): string {
  const said = [1, 2, 3, 4, 5, 6, 7].map((day) =>
    (week[day] ?? []).map(([from, to]) => `${clock(from)}-${clock(to)}`).join(' '),
  );
  const parts: string[] = [];
  for (let day = 1; day <= 7; day += 1) {
    const hours = said[day - 1];
    if (!hours) continue;
    let last = day;
    while (said[last] === hours) last += 1;
    parts.push(`${last > day ? `${dayName(day)}-${dayName(last)}` : dayName(day)} ${hours}`);
    day = last;
  }
  return parts.join('; ');
}

function readDays(text: string): number[] | undefined {
  const days = text.split(/[\s,]+/).flatMap((part): (number | undefined)[] => {
    const [first, last = first, ...more] = part.split(/[-–—]/).map(dayOf);
    if (more.length > 0 || first === undefined || last === undefined) return [undefined];
    const count = ((last - first + 7) % 7) + 1;
    return Array.from({ length: count }, (_, index) => ((first - 1 + index) % 7) + 1);
  });
  return days.includes(undefined) ? undefined : (days as number[]);
}

function dayOf(name: string): number | undefined {
  const at = dayNames.findIndex((names) => names.includes(name.trim().replace(/\.$/, '')));
  return at < 0 ? undefined : at + 1;
}

function readSpans(text: string): [number, number][] | undefined {
  const spans = text.split(/[\s,]+/).map((part): [number, number] | undefined => {
    const found = /^(\d{1,2})(?::(\d\d))?[-–—](\d{1,2})(?::(\d\d))?$/.exec(part);
    if (!found) return undefined;
    const [, hour = '', minute = '0', untilHour = '', untilMinute = '0'] = found;
    const [from, until] = [Number(hour) * 60 + Number(minute), Number(untilHour) * 60 + Number(untilMinute)];
    if (from >= wholeDay || until > wholeDay || Number(minute) > 59 || Number(untilMinute) > 59) return undefined;
    return [from, until > from ? until : until + wholeDay];
  });
  return spans.includes(undefined) ? undefined : (spans as [number, number][]);
}

function add(days: Map<number, [number, number][]>, day: number, from: number, to: number): void {
  if (to > from) days.set(day, [...(days.get(day) ?? []), [from, to]]);
}

function joined(spans: readonly [number, number][]): [number, number][] {
  const kept: [number, number][] = [];
  for (const [from, to] of spans.toSorted(([one], [other]) => one - other)) {
    const last = kept.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else kept.push([from, to]);
  }
  return kept;
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
