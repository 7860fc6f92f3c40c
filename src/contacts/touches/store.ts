import type { Db, Schema } from '../../../db/schema.ts';
import type { Channel } from '../channels.ts';
import type { TouchTold } from './touch-told.ts';

export type TouchRow = Schema['touch'] & { readonly channel: Channel };

/** Of a large company so much of what was proposed there is looked at. */
const mostAround = 200;

/** Writes a touch. */
export async function insertTouch(db: Db, row: Schema['touch']): Promise<void> {
  await db.insertInto('touch').values(row).execute();
}

/** A touch by its id. */
export function touchById(db: Db, id: string): Promise<Schema['touch'] | undefined> {
  return db.selectFrom('touch').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The last touch of a client that one colleague told, and that stands. */
export async function lastToldBy(db: Db, clients: readonly string[], person: string): Promise<TouchTold | undefined> {
  const row = await db
    .selectFrom('touch')
    .selectAll()
    .where('client_id', 'in', clients)
    .where('person_id', '=', person)
    .where('replaced_by', 'is', null)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { ...row, channel: row.channel as Channel, direction: row.direction === 'in' ? 'in' : 'out' };
}

/** Changes what a touch says, unless another stands for it. */
export async function updateTouch(
  db: Db,
  id: string,
  change: Pick<Schema['touch'], 'channel' | 'outcome' | 'about'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('touch')
    .set(change)
    .where('id', '=', id)
    .where('replaced_by', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Lets another touch stand for one; false if another does already. */
export async function replaceTouch(db: Db, id: string, by: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('touch')
    .set({ replaced_by: by })
    .where('id', '=', id)
    .where('replaced_by', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What went out to a client since a moment, the latest first. */
export async function touchesSince(db: Db, client: readonly string[], since: number): Promise<TouchRow[]> {
  const rows = await db
    .selectFrom('touch')
    .selectAll()
    .where('client_id', 'in', client)
    .where('direction', '=', 'out')
    .where('at', '>', since)
    .where('replaced_by', 'is', null)
    .orderBy('at', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, channel: row.channel as Channel }));
}

/** What went out to anybody since a moment, the latest first; `client` is whom they are known as now. */
export async function touchesOfAll(db: Db, since: number, limit: number): Promise<(TouchRow & { client: string })[]> {
  const rows = await db
    .selectFrom('touch')
    .innerJoin('client', 'client.id', 'touch.client_id')
    .selectAll('touch')
    .select('client.root_id as client')
    .where('direction', '=', 'out')
    .where('at', '>', since)
    .where('replaced_by', 'is', null)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, channel: row.channel as Channel }));
}

/** The touches of a client that had one outcome and stand, the first first. */
export async function touchesWith(db: Db, clients: readonly string[], outcome: string): Promise<TouchRow[]> {
  const rows = await db
    .selectFrom('touch')
    .selectAll()
    .where('client_id', 'in', clients)
    .where('outcome', '=', outcome)
    .where('replaced_by', 'is', null)
    .orderBy('at')
    .execute();
  return rows.map((row) => ({ ...row, channel: row.channel as Channel }));
}

/** What was proposed at some accounts since a moment, the latest first. */
export async function proposedAt(
  db: Db,
  accounts: readonly string[],
  since: number,
): Promise<(TouchRow & { account: string })[]> {
  if (accounts.length === 0) return [];
  const rows = await db
    .selectFrom('touch')
    .selectAll('touch')
    .innerJoin('client', 'client.id', 'touch.client_id')
    .select('client.account_id as account')
    .where('client.account_id', 'in', accounts)
    .where('touch.direction', '=', 'out')
    .where('touch.about', 'is not', null)
    .where('touch.replaced_by', 'is', null)
    .where('touch.at', '>', since)
    .orderBy('touch.at', 'desc')
    .limit(mostAround * accounts.length)
    .execute();
  return rows.map((row) => ({ ...row, channel: row.channel as Channel, account: row.account ?? '' }));
}

/** Which of some clients, each by its own id, have ever come to us: by a lead, or by a touch of theirs. */
export async function cameBefore(db: Db, clients: readonly string[]): Promise<Set<string>> {
  const leads = db.selectFrom('standing').select('client_id').distinct().where('client_id', 'in', clients);
  const touches = db
    .selectFrom('touch')
    .select('client_id')
    .distinct()
    .where('client_id', 'in', clients)
    .where('direction', '=', 'in');
  const rows = (await Promise.all([leads.execute(), touches.execute()])).flat();
  return new Set(rows.map(({ client_id }) => client_id));
}

/** What was proposed to a client, by all its ids, and when last; the latest first. */
export async function offersTo(
  db: Db,
  members: readonly string[],
  limit: number,
): Promise<{ about: string; at: number }[]> {
  const rows = await db
    .selectFrom('touch')
    .select((eb) => ['about', eb.fn.max('at').as('at')])
    .where('client_id', 'in', members)
    .where('direction', '=', 'out')
    .where('about', 'is not', null)
    .where('replaced_by', 'is', null)
    .groupBy('about')
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ about, at }) => ({ about: about ?? '', at }));
}

/** When a client, by all its ids, was last contacted or came to us; undefined if never. */
export async function lastTouchOf(db: Db, clients: readonly string[]): Promise<number | undefined> {
  const row = await db
    .selectFrom('touch')
    .select(({ fn }) => fn.max('at').as('last'))
    .where('client_id', 'in', clients)
    .executeTakeFirst();
  return row?.last ?? undefined;
}

/** All touches of a client, by all its ids, the first first. */
export function allTouches(db: Db, clients: readonly string[]): Promise<Schema['touch'][]> {
  return db.selectFrom('touch').selectAll().where('client_id', 'in', clients).orderBy('at').execute();
}

/** Forgets what one actor told of a client. */
export async function deleteTouchesOf(db: Db, client: string, actor: string): Promise<void> {
  await db.deleteFrom('touch').where('client_id', '=', client).where('actor', '=', actor).execute();
}

/** Takes the words out of the touches of some clients, and their reservations. */
export async function blankTouches(db: Db, clients: readonly string[]): Promise<void> {
  await db.updateTable('touch').set({ about: null }).where('client_id', 'in', clients).execute();
  for (const table of ['reservation', 'next_step'] as const)
    await db.deleteFrom(table).where('client_id', 'in', clients).execute();
}
