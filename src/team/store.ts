import type { Db, Schema } from '../../db/schema.ts';
import type { Person } from '../chat/directory.ts';

type Row = Schema['person'];

/** A row as the person the rest of Baton knows. */
export function toPerson(row: Row): Person {
  return {
    id: row.id,
    name: row.name,
    department: row.department as Person['department'],
    role: row.role as Person['role'],
    language: row.language as Person['language'],
    zone: row.zone,
  };
}

/** The person behind an identity, and when it was last seen and used. Two look-ups by key: every press asks, and a
 * join costs three times as much. */
export async function personOfIdentity(
  db: Db,
  id: string,
): Promise<{ row: Row; seenAt: number; usedAt: number; unreachable: boolean } | undefined> {
  const identity = await db.selectFrom('identity').selectAll().where('id', '=', id).executeTakeFirst();
  const row = identity && (await personById(db, identity.person_id));
  const { seen_at: seenAt = 0, used_at: usedAt = 0, unreachable = 0 } = identity ?? {};
  return row && { row, seenAt, usedAt, unreachable: unreachable === 1 };
}

/** The person with an e-mail address, in lower case; whoever they were joined with. */
export async function personByEmail(db: Db, email: string): Promise<Row | undefined> {
  const people = db.selectFrom('person').selectAll().orderBy('created_at').limit(1);
  const theirs = await people.where('email', '=', email).executeTakeFirst();
  // Who is one person by two addresses is known by both.
  const found =
    theirs ??
    (await people
      .where('id', 'in', (eb) => eb.selectFrom('identity').select('person_id').where('email', '=', email))
      .executeTakeFirst());
  return found?.joined_into ? personById(db, found.joined_into) : found;
}

/** Makes sure that an e-mail has its row. On Postgres this waits for whoever is making it now. */
export async function touchEmail(db: Db, email: string): Promise<void> {
  await db
    .insertInto('known_email')
    .values({ email })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute();
}

/** A person's row. */
export function personById(db: Db, id: string): Promise<Row | undefined> {
  return db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Writes a new person. */
export async function insertPerson(db: Db, row: Row): Promise<void> {
  await db.insertInto('person').values(row).execute();
}

/** Takes back a person who turned out to be there already. */
export async function deletePerson(db: Db, id: string): Promise<void> {
  await db.deleteFrom('person').where('id', '=', id).execute();
}

/** Changes a person; false if nothing of it is new. */
export async function updatePerson(db: Db, row: Row, change: Partial<Row>): Promise<boolean> {
  const news = Object.entries(change).some(([column, value]) => row[column as keyof Row] !== value);
  if (news) await db.updateTable('person').set(change).where('id', '=', row.id).execute();
  return news;
}

/** Ties an identity to a person; false if somebody has just done so. `used_at` is 0 for one who has yet to speak there. */
export async function insertIdentity(db: Db, row: Omit<Schema['identity'], 'unreachable'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('identity')
    .values({ ...row, unreachable: 0 })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Ties an identity to another person; the platform is to tell anew who it is. */
export async function moveIdentity(db: Db, id: string, personId: string): Promise<void> {
  await db.updateTable('identity').set({ person_id: personId, seen_at: 0 }).where('id', '=', id).execute();
}

/** Notes that the platform has just told who an identity is, and under which address. */
export async function seeIdentity(db: Db, id: string, now: number, email?: string): Promise<void> {
  const told = email === undefined ? {} : { email };
  await db
    .updateTable('identity')
    .set({ seen_at: now, ...told })
    .where('id', '=', id)
    .execute();
}

/** Notes that somebody has just done something there: then they can be written to there. */
export async function useIdentity(db: Db, id: string, now: number): Promise<void> {
  await db.updateTable('identity').set({ used_at: now, unreachable: 0 }).where('id', '=', id).execute();
}

/** Notes that the platform does not let us write to an identity; a channel is none. */
export async function loseIdentity(db: Db, id: string): Promise<void> {
  await db.updateTable('identity').set({ unreachable: 1 }).where('id', '=', id).execute();
}

/** The identities of a person, the one they used last first. */
export function identitiesOf(db: Db, personId: string): Promise<Schema['identity'][]> {
  return db.selectFrom('identity').selectAll().where('person_id', '=', personId).orderBy('used_at', 'desc').execute();
}

/** Everybody who works here, by name. */
export async function allPeople(db: Db): Promise<Person[]> {
  const rows = await db.selectFrom('person').selectAll().where('left_at', 'is', null).orderBy('name').execute();
  return rows.map(toPerson);
}

/** The names of people, by id. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await calledOf(db, ids))].map(([id, { name }]) => [id, name]));
}

/** The names and departments of people, by id. */
export async function calledOf(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { name: string; department: string | null }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name', 'department'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, ...called }) => [id, called]));
}

/** The identities of people that begin with a prefix. */
export async function identitiesWith(
  db: Db,
  people: readonly string[],
  prefix: string,
): Promise<{ id: string; person_id: string }[]> {
  if (people.length === 0) return [];
  const rows = await db.selectFrom('identity').select(['id', 'person_id']).where('person_id', 'in', people).execute();
  return rows.filter(({ id }) => id.startsWith(prefix));
}
