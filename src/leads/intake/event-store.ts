import type { Db, Schema } from '../../../db/schema.ts';
import { minute } from '../../kernel/clock.ts';

/** A body without an id of its own is a repeat for so long; later it is somebody who asks again. */
const repeatedWithin = 10 * minute;

/** Notes a delivery; false if it has been noted already. */
export async function noteEvent(db: Db, row: Schema['source_event']): Promise<boolean> {
  const rows = await db
    .insertInto('source_event')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['source', 'event'])
        .doUpdateSet({ at: row.at })
        .where('source_event.lasting', '=', 0)
        .where('source_event.at', '<', row.at - repeatedWithin),
    )
    .returning('event')
    .execute();
  return rows.length === 1;
}

/** Keeps a body as it came. */
export async function keepBody(db: Db, row: Schema['source_body']): Promise<void> {
  await db.insertInto('source_body').values(row).execute();
}

/**
 * Takes an enquiry by the source's own id. One that was a lead already, or that somebody said is none, is over; one that waits
 * to be understood may be told again, and better: then its body is the new one.
 */
export async function takeObject(db: Db, row: Schema['source_object']): Promise<'new' | 'over' | 'waiting'> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('source_object')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 1n) return 'new';
  const known = await db
    .selectFrom('source_object')
    .innerJoin('waiting', (join) =>
      join
        .onRef('waiting.source', '=', 'source_object.source')
        .onRef('waiting.external_id', '=', 'source_object.external_id'),
    )
    .select('source_object.lead')
    .where('source_object.source', '=', row.source)
    .where('source_object.external_id', '=', row.external_id)
    .where('waiting.state', '=', 'open')
    .executeTakeFirst();
  return known?.lead === null ? 'waiting' : 'over';
}

/** An enquiry stands in another body now. */
export async function moveObject(db: Db, { source, external_id, body_id }: Schema['source_object']): Promise<void> {
  await db
    .updateTable('source_object')
    .set({ body_id })
    .where('source', '=', source)
    .where('external_id', '=', external_id)
    .execute();
}

/** Notes which lead an enquiry became. */
export async function nameLead(db: Db, source: string, externalId: string, lead: number): Promise<void> {
  await db
    .updateTable('source_object')
    .set({ lead })
    .where('source', '=', source)
    .where('external_id', '=', externalId)
    .execute();
}

/** Forgets a body that told nothing new. */
export async function forgetBody(db: Db, id: string): Promise<void> {
  await db.deleteFrom('source_body').where('id', '=', id).execute();
}

/**
 * Forgets bodies and deliveries from before a moment, and the words of what has left the waiting room by then; ids of
 * enquiries stay, they are nobody's words.
 */
export async function forgetBodies(db: Db, before: number): Promise<void> {
  await db
    .updateTable('waiting')
    .set({ told: '{}', detail: '' })
    .where('state', '!=', 'open')
    .where('answered_at', '<', before)
    .execute();
  await db.deleteFrom('source_body').where('at', '<', before).execute();
  await db.deleteFrom('source_event').where('at', '<', before).execute();
}
