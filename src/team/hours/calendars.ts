import type { Db, Schema } from '../../../db/schema.ts';
import { day } from '../../kernel/clock.ts';
import { dayOf } from '../../kernel/local-time.ts';
import { companyOf, timeOffOf } from './store.ts';
import { usualWeek, type Week } from './week.ts';
import type { Calendar } from './working-time.ts';

/** When the company works: what nobody has yet waits by these hours. */
export async function companyCalendar(db: Db): Promise<Calendar> {
  const { zone, region, week } = await companyOf(db);
  return { zone, region, week: weekOf(week) ?? usualWeek, off: [] };
}

/** When each of some people works. Days off that are over for more than a week are left out. */
export async function calendarsOf(
  db: Db,
  people: readonly Pick<Schema['person'], 'id' | 'zone' | 'week' | 'region'>[],
  now: number,
): Promise<ReadonlyMap<string, Calendar>> {
  const company = await companyOf(db);
  const ids = people.map(({ id }) => id);
  const off = Map.groupBy(await timeOffOf(db, ids, dayOf(now - 8 * day, 'UTC')), ({ person_id }) => person_id);
  return new Map(
    people.map(({ id, zone, week, region }) => [
      id,
      {
        zone,
        region: region ?? company.region,
        week: weekOf(week) ?? weekOf(company.week) ?? usualWeek,
        off: (off.get(id) ?? []).map(({ first_day, last_day }) => ({ first: first_day, last: last_day })),
      },
    ]),
  );
}

/** When somebody works; as the company does, if nobody knows them. */
export async function calendarOf(db: Db, personId: string, now: number): Promise<Calendar> {
  const row = await db.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirst();
  const known = row && (await calendarsOf(db, [row], now)).get(personId);
  return known ?? companyCalendar(db);
}

function weekOf(text: string | null): Week | undefined {
  return text === null ? undefined : JSON.parse(text);
}
