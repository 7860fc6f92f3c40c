// Its code is ISC, its data CC BY-SA 3.0 by the contributors of date-holidays.
import Holidays from 'date-holidays';

const known = new Map<string, ReadonlySet<string>>();
/** Years of regions that are kept computed: a team lives in a few regions, and looks ahead by a year. */
const mostKept = 200;
const dayMs = 86_400_000;

/** Whether a local day (`2026-12-25`) is a public holiday of a region (`DE`, `DE-BY`). */
export function isHoliday(region: string | null, day: string): boolean {
  if (region === null) return false;
  const id = `${region}/${day.slice(0, 4)}`;
  const days = known.get(id) ?? daysOf(region, Number(day.slice(0, 4)));
  if (!known.has(id)) {
    if (known.size >= mostKept) known.clear();
    known.set(id, days);
  }
  return days.has(day);
}

/** A region as people type it (`de-by`), as it is kept (`DE-BY`); undefined if nothing is known of its holidays. */
export function readRegion(text: string): string | undefined {
  const region = text.trim().toUpperCase();
  const [country = '', ...parts] = region.split('-');
  const all = new Holidays();
  if (!Object.hasOwn(all.getCountries(), country)) return undefined;
  const states = all.getStates(country) ?? {};
  return parts.length === 0 || Object.hasOwn(states, parts.join('-')) ? region : undefined;
}

/** Public holidays as local days; one that lasts several days is each of them. */
function daysOf(region: string, year: number): ReadonlySet<string> {
  const [country = '', ...parts] = region.split('-');
  const calendar = parts.length > 0 ? new Holidays(country, parts.join('-')) : new Holidays(country);
  const days = (calendar.getHolidays(year) ?? [])
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, start, end }) => {
      const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
      const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayMs));
      return Array.from({ length: count }, (_, index) => new Date(first + index * dayMs).toISOString().slice(0, 10));
    });
  return new Set(days);
}
