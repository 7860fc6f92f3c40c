import { sql } from 'kysely';
import type { CountryCode } from 'libphonenumber-js';
import type { Db, Schema } from '../../../db/schema.ts';
import { keysOf } from '../../clients/matching/keys.ts';
import { namesOf } from '../../team/store.ts';
import type { Waiting, WaitingReason } from './waiting.ts';

/** Puts an enquiry into the waiting room. */
export async function insertWaiting(db: Db, row: Schema['waiting']): Promise<void> {
  await db.insertInto('waiting').values(row).execute();
}

/** An enquiry in the waiting room. */
export async function readWaiting(db: Db, id: string): Promise<Waiting | undefined> {
  const row = await db.selectFrom('waiting').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toWaiting(row, row.actor === null ? undefined : (await namesOf(db, [row.actor])).get(row.actor));
}

/** An enquiry that still waits because it could not be fetched, as it is kept. */
export function notFetched(db: Db, id: string): Promise<Schema['waiting'] | undefined> {
  const open = db.selectFrom('waiting').selectAll().where('id', '=', id).where('state', '=', 'open');
  return open.where('reason', '=', 'not-fetched').executeTakeFirst();
}

// A partial index serves only a query that spells its condition out.
const isOpen = sql<boolean>`state = 'open'`;

/** What waits, the oldest first, and how much in all. */
export async function openWaiting(db: Db, limit: number): Promise<{ rows: Waiting[]; inAll: number }> {
  const rows = await db.selectFrom('waiting').selectAll().where(isOpen).orderBy('at').limit(limit).execute();
  const { count } = await db
    .selectFrom('waiting')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(isOpen)
    .executeTakeFirstOrThrow();
  return { rows: rows.map((row) => toWaiting(row, undefined)), inAll: count };
}

/** Answers for an enquiry that waits; false if somebody was faster. */
export async function settleWaiting(
  db: Db,
  id: string,
  change: Pick<Schema['waiting'], 'state' | 'lead' | 'actor' | 'answered_at'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('waiting')
    .set(change)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** An enquiry by its source's own id. */
type Named = { readonly source: string; readonly object: string };

/** What waited has come again as something that can be understood: it is a lead by itself. Gives the ids. */
export async function answerItself(db: Db, { source, object }: Named, lead: number, now: number): Promise<string[]> {
  const rows = await db
    .updateTable('waiting')
    .set({ state: 'accepted', lead, answered_at: now })
    .where('source', '=', source)
    .where('external_id', '=', object)
    .where(isOpen)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** What waits has been told once more, and waits still: what is new about it, and why. Gives the ids. */
export async function tellMore(
  db: Db,
  { source, object, body }: Named & { readonly body: string },
  { told, ...why }: Pick<Waiting, 'told' | 'reason' | 'detail'>,
): Promise<string[]> {
  const asked = db.selectFrom('waiting').select(['id', 'told']).where('source', '=', source);
  const rows = await asked.where('external_id', '=', object).where(isOpen).execute();
  for (const row of rows) {
    const more = JSON.stringify({ ...JSON.parse(row.told), ...told });
    const news = { ...why, told: more, body_id: body };
    await db.updateTable('waiting').set(news).where('id', '=', row.id).where(isOpen).execute();
  }
  return rows.map(({ id }) => id);
}

/** Notes which lead an enquiry has become, and with it whose words its body holds. */
export async function nameWaiting(db: Db, id: string, lead: number): Promise<void> {
  const row = await db
    .updateTable('waiting')
    .set({ lead })
    .where('id', '=', id)
    .returning(['source', 'external_id'])
    .executeTakeFirst();
  if (!row?.external_id) return;
  await db
    .updateTable('source_object')
    .set({ lead })
    .where('source', '=', row.source)
    .where('external_id', '=', row.external_id)
    .where('lead', 'is', null)
    .execute();
}

/** So many of the latest that were no leads are gone by. */
const mostRemembered = 500;

/** Whether an enquiry from the same address or number (by its keys) was said to be no lead. */
export async function wasNoLead(db: Db, values: readonly string[], country: CountryCode | undefined): Promise<boolean> {
  if (values.length === 0) return false;
  const rows = await db
    .selectFrom('waiting')
    .select('told')
    .where('state', '=', 'not-a-lead')
    .where('reason', '!=', 'test')
    .orderBy('at', 'desc')
    .limit(mostRemembered)
    .execute();
  return rows.some(({ told }) => keysOf(JSON.parse(told), country).some(({ value }) => values.includes(value)));
}

function toWaiting(row: Schema['waiting'], name: string | undefined): Waiting {
  return {
    id: row.id,
    source: row.source,
    at: row.at,
    reason: row.reason as WaitingReason,
    detail: row.detail,
    told: JSON.parse(row.told),
    state: row.state as Waiting['state'],
    lead: row.lead ?? undefined,
    by: row.actor === null ? undefined : { id: row.actor, name: name ?? '?' },
    answeredAt: row.answered_at ?? undefined,
  };
}

/** The body in which an enquiry came, while it is kept. */
export async function bodyOfWaiting(db: Db, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('waiting')
    .innerJoin('source_body', 'source_body.id', 'waiting.body_id')
    .select('source_body.body')
    .where('waiting.id', '=', id)
    .executeTakeFirst();
  return row?.body;
}
