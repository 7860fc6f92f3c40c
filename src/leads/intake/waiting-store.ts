import { sql } from 'kysely';
import type { Db, Schema } from '../../../db/schema.ts';
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

/** Notes which lead an enquiry has become, and with it whose words its body holds. */
export async function nameWaiting(db: Db, id: string, lead: number): Promise<void> {
  await db.updateTable('waiting').set({ lead }).where('id', '=', id).execute();
  const body = db.selectFrom('waiting').select('body_id').where('id', '=', id);
  await db.updateTable('source_object').set({ lead }).where('body_id', 'in', body).where('lead', 'is', null).execute();
}

/** Whether an enquiry from the same address or number was said to be no lead. */
export async function wasNoLead(db: Db, values: readonly string[]): Promise<boolean> {
  if (values.length === 0) return false;
  const row = await db
    .selectFrom('waiting')
    .select('id')
    .where('state', '=', 'not-a-lead')
    .where((eb) =>
      eb.or(
        values.map((value) => eb(sql<string>`lower(told)`, 'like', `%${value.toLowerCase().replace(/[%_]/g, '')}%`)),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
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
