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

/** Takes an enquiry by the source's own id; false if it has been taken already. */
export async function takeObject(db: Db, row: Schema['source_object']): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('source_object')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
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

/** Forgets bodies and deliveries from before a moment; ids of enquiries stay, they are nobody's words. */
export async function forgetBodies(db: Db, before: number): Promise<void> {
  await db.deleteFrom('source_body').where('at', '<', before).execute();
  await db.deleteFrom('source_event').where('at', '<', before).execute();
}

/** Forgets the bodies from which some leads came. */
export async function forgetBodiesOf(db: Db, leads: readonly number[]): Promise<void> {
  if (leads.length === 0) return;
  const bodies = db.selectFrom('source_object').select('body_id').where('lead', 'in', leads);
  await db.deleteFrom('source_body').where('id', 'in', bodies).execute();
  await db
    .updateTable('waiting')
    .set({ told: '{}', detail: '' })
    .where((eb) => eb.or([eb('lead', 'in', leads), eb('body_id', 'in', bodies)]))
    .execute();
}
