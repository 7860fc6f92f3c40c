import type { Db } from '../../../db/schema.ts';

/** Who watches a lead. */
export async function watchersOf(db: Db, lead: number): Promise<string[]> {
  const rows = await db.selectFrom('lead_watch').select('person_id').where('lead', '=', lead).execute();
  return rows.map(({ person_id }) => person_id);
}

/** Notes that somebody watches a lead; false if they do already. */
export async function insertWatch(db: Db, lead: number, person: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('lead_watch')
    .values({ lead, person_id: person })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Notes that somebody watches a lead no longer. */
export async function deleteWatch(db: Db, lead: number, person: string): Promise<void> {
  await db.deleteFrom('lead_watch').where('lead', '=', lead).where('person_id', '=', person).execute();
}
