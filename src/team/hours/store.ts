import { sql } from 'kysely';
import { runCompiled } from '../../../db/compiled.ts';
import type { Db, Schema } from '../../../db/schema.ts';

type Company = Schema['company'];

/** What holds for everybody until it is said otherwise. */
const usual: Company = { id: 1, zone: 'UTC', region: null, currency: 'EUR', week: null };

/** What holds for everybody. Every clock asks. */
export async function companyOf(db: Db): Promise<Company> {
  const [row] = await runCompiled<Company>(db, 'company', () => sql`select * from company`, []);
  return row ?? usual;
}

/** Writes what the environment says of the company; the hours that somebody set stay. */
export async function saveCompany(db: Db, told: Omit<Company, 'id' | 'week'>): Promise<void> {
  await db
    .insertInto('company')
    .values({ ...usual, ...told })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(told))
    .execute();
}

/** Changes the hours of everybody who has none of their own. */
export async function saveCompanyWeek(db: Db, week: string): Promise<void> {
  await db
    .insertInto('company')
    .values({ ...usual, week })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ week }))
    .execute();
}

/** The days off of some people that are not over before a day. */
export function timeOffOf(db: Db, people: readonly string[], since: string): Promise<Schema['time_off'][]> {
  if (people.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('time_off')
    .selectAll()
    .where('person_id', 'in', people)
    .where('last_day', '>=', since)
    .orderBy('first_day')
    .execute();
}

/** Notes days off. */
export async function insertTimeOff(db: Db, row: Schema['time_off']): Promise<void> {
  await db.insertInto('time_off').values(row).execute();
}

/** Takes days off back; false if they are not there, or somebody else's. */
export async function deleteTimeOff(db: Db, id: string, person: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('time_off')
    .where('id', '=', id)
    .where('person_id', '=', person)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
