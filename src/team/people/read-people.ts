import type { Db, Schema } from '../../../db/schema.ts';
import { dayAt } from '../../kernel/local-time.ts';
import { calendarsOf } from '../hours/calendars.ts';
import { timeOffOf } from '../hours/store.ts';
import type { Week } from '../hours/week.ts';

/** A colleague as everybody may read of them. */
export type Colleague = {
  readonly id: string;
  readonly name: string;
  readonly department: string | null;
  readonly role: string;
  readonly zone: string;
  readonly week: Week;
  readonly region: string | null;
  /** Their own hours and region, where they have said so. */
  readonly own: { readonly week: boolean; readonly region: boolean };
  readonly pausedUntil: number | undefined;
  /** In hundredths of a share of what is routed; how many leads at a time; of which languages and countries. */
  readonly weight: number;
  readonly cap: number | null;
  readonly languages: readonly string[];
  readonly territories: readonly string[];
  readonly left: boolean;
  /** Where they write from (`slack:T1/U1`). */
  readonly identities: readonly string[];
  /** Baton cannot write to them directly anywhere. */
  readonly unreachable: boolean;
  /** Days off that are not over. */
  readonly off: readonly Schema['time_off'][];
};

/** Everybody Baton knows, by name. */
export async function readPeople(db: Db, now: number): Promise<Colleague[]> {
  const rows = await db
    .selectFrom('person')
    .selectAll()
    .where('joined_into', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return colleagues(db, rows, now);
}

/** One of them. */
export async function readColleague(db: Db, id: string, now: number): Promise<Colleague | undefined> {
  const rows = await db.selectFrom('person').selectAll().where('id', '=', id).execute();
  const [found] = await colleagues(db, rows, now);
  return found;
}

async function colleagues(db: Db, rows: readonly Schema['person'][], now: number): Promise<Colleague[]> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const calendars = await calendarsOf(db, rows, now);
  const identities = await db
    .selectFrom('identity')
    .select(['id', 'person_id', 'unreachable'])
    .where('person_id', 'in', ids)
    .execute();
  const byPerson = Map.groupBy(identities, ({ person_id }) => person_id);
  const off = await timeOffOf(db, ids, dayAt('UTC', now).day);
  return rows.map(({ id, name, department, role, zone, week, region, paused_until, left_at, ...row }) => ({
    id,
    name,
    department,
    role,
    zone,
    week: calendars.get(id)?.week ?? {},
    region: calendars.get(id)?.region ?? null,
    own: { week: week !== null, region: region !== null },
    pausedUntil: (paused_until ?? 0) > now ? (paused_until ?? undefined) : undefined,
    weight: row.weight,
    cap: row.cap,
    languages: row.languages === null ? [] : JSON.parse(row.languages),
    territories: row.territories === null ? [] : JSON.parse(row.territories),
    left: left_at !== null,
    identities: (byPerson.get(id) ?? []).map((identity) => identity.id),
    unreachable: (byPerson.get(id) ?? []).every(({ unreachable }) => unreachable === 1),
    off: off.filter(({ person_id }) => person_id === id),
  }));
}
