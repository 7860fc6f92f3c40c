import type { Db, Schema } from '../../db/schema.ts';
import type { Person } from '../chat/directory.ts';
import { toPerson } from '../team/store.ts';
import type { Answer, Occurrence, Sync } from './sync.ts';

/** A series with its members. */
export async function readSync(db: Db, id: string): Promise<Sync | undefined> {
  const row = await db.selectFrom('sync').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toSync(row, await membersOf(db, id));
}

/** The series that is going on or paused. */
export async function currentSync(db: Db): Promise<Sync | undefined> {
  const row = await db
    .selectFrom('sync')
    .selectAll()
    .where('state', '!=', 'ended')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toSync(row, await membersOf(db, row.id));
}

/** Writes a new series; false if there is one already. */
export async function insertSync(db: Db, row: Schema['sync']): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('sync')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Changes a series if nobody else has; false if somebody has. */
export async function updateSync(
  db: Db,
  { id, version }: Pick<Sync, 'id' | 'version'>,
  change: Partial<Schema['sync']>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('sync')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Sets who belongs to a series. */
export async function saveMembers(db: Db, id: string, people: readonly string[]): Promise<void> {
  await db.deleteFrom('sync_member').where('sync_id', '=', id).execute();
  if (people.length === 0) return;
  await db
    .insertInto('sync_member')
    .values(people.map((person_id) => ({ sync_id: id, person_id })))
    .execute();
}

/** Plans an occurrence, unless it is there already; gives its state. */
export async function planOccurrence(db: Db, sync: string, start: number): Promise<Occurrence['state']> {
  await db
    .insertInto('occurrence')
    .values({ sync_id: sync, start, state: 'planned' })
    .onConflict((conflict) => conflict.columns(['sync_id', 'start']).doNothing())
    .execute();
  return (await readOccurrence(db, sync, start))?.state ?? 'planned';
}

/** One meeting of a series. */
export async function readOccurrence(db: Db, sync: string, start: number): Promise<Occurrence | undefined> {
  const row = await db
    .selectFrom('occurrence')
    .selectAll()
    .where('sync_id', '=', sync)
    .where('start', '=', start)
    .executeTakeFirst();
  return row && { sync, start, state: row.state as Occurrence['state'] };
}

/** The planned meetings of a series after a moment. */
export async function plannedAfter(db: Db, sync: string, after: number): Promise<number[]> {
  const rows = await db
    .selectFrom('occurrence')
    .select('start')
    .where('sync_id', '=', sync)
    .where('state', '=', 'planned')
    .where('start', '>', after)
    .orderBy('start')
    .execute();
  return rows.map(({ start }) => start);
}

/** The first meeting to come that somebody has left out, before another. */
export async function firstSkipped(db: Db, sync: string, after: number, before: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('occurrence')
    .select('start')
    .where('sync_id', '=', sync)
    .where('state', '=', 'skipped')
    .where('start', '>', after)
    .where('start', '<', before)
    .orderBy('start')
    .limit(1)
    .executeTakeFirst();
  return row?.start;
}

/** Takes meetings that a change of the series has moved out of the plan. */
export async function forgetPlanned(db: Db, sync: string, after: number): Promise<void> {
  await db
    .deleteFrom('occurrence')
    .where('sync_id', '=', sync)
    .where('state', '=', 'planned')
    .where('start', '>', after)
    .execute();
}

/** Skips a planned meeting, or plans a skipped one; false if it is not what it was taken for. */
export async function moveOccurrence(
  db: Db,
  { sync, start }: Pick<Occurrence, 'sync' | 'start'>,
  from: Occurrence['state'],
  to: Occurrence['state'],
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('occurrence')
    .set({ state: to })
    .where('sync_id', '=', sync)
    .where('start', '=', start)
    .where('state', '=', from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Notes an answer; the last one stands. */
export async function saveAnswer(
  db: Db,
  { sync, start }: Pick<Occurrence, 'sync' | 'start'>,
  person: string,
  answer: Answer,
  at: number,
): Promise<void> {
  await db
    .insertInto('rsvp')
    .values({ sync_id: sync, start, person_id: person, answer, at })
    .onConflict((conflict) => conflict.columns(['sync_id', 'start', 'person_id']).doUpdateSet({ answer, at }))
    .execute();
}

/** The answers to an occurrence, by person id. */
export async function answersTo(
  db: Db,
  { sync, start }: Pick<Occurrence, 'sync' | 'start'>,
): Promise<{ person: Person; answer: Answer }[]> {
  const rows = await db
    .selectFrom('rsvp')
    .innerJoin('person', 'person.id', 'rsvp.person_id')
    .selectAll('person')
    .select('rsvp.answer')
    .where('sync_id', '=', sync)
    .where('start', '=', start)
    .orderBy('rsvp.at')
    .execute();
  return rows.map((row) => ({ person: toPerson(row), answer: row.answer as Answer }));
}

async function membersOf(db: Db, id: string): Promise<Person[]> {
  const rows = await db
    .selectFrom('sync_member')
    .innerJoin('person', 'person.id', 'sync_member.person_id')
    .selectAll('person')
    .where('sync_id', '=', id)
    .orderBy('person.name')
    .execute();
  return rows.map(toPerson);
}

function toSync(row: Schema['sync'], members: Person[]): Sync {
  return {
    id: row.id,
    version: row.version,
    weekday: row.weekday,
    localTime: row.local_time,
    zone: row.zone,
    places: JSON.parse(row.places),
    state: row.state as Sync['state'],
    members,
  };
}
