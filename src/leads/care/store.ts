import type { Db, Schema } from '../../../db/schema.ts';

export type Care = Schema['care'];

/** Begins the care for a client after a sale; a lead that was won again begins anew. */
export async function insertCare(db: Db, lead: number, client: string): Promise<void> {
  const anew = {
    client_id: client,
    asked_at: null,
    state: 'planned',
    outcome: null,
    note: null,
    actor: null,
    answered_at: null,
  };
  await db
    .insertInto('care')
    .values({ lead, ...anew })
    .onConflict((conflict) => conflict.column('lead').doUpdateSet(anew))
    .execute();
}

/** The care for the client of a lead. */
export function readCare(db: Db, lead: number): Promise<Care | undefined> {
  return db.selectFrom('care').selectAll().where('lead', '=', lead).executeTakeFirst();
}

/** Moves it on from one state to the next; false if somebody was faster. */
export async function moveCare(db: Db, lead: number, from: string, change: Partial<Care>): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('care')
    .set(change)
    .where('lead', '=', lead)
    .where('state', '=', from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Notes whom a lead was recommended by; false if it is known already. */
export async function noteRecommended(db: Db, lead: number, client: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('lead')
    .set((eb) => ({ recommended_by: client, version: eb('version', '+', 1) }))
    .where('number', '=', lead)
    .where('recommended_by', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Notes that whoever recommended a lead was thanked; false if they were already. */
export async function noteThanked(db: Db, lead: number, at: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('lead')
    .set({ thanked_at: at })
    .where('number', '=', lead)
    .where('thanked_at', 'is', null)
    .where('recommended_by', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Who recommended a lead, by name, and whether they were thanked. */
export async function recommenderOf(
  db: Db,
  lead: number,
): Promise<
  { readonly id: string; readonly name: string; readonly company: string | null; readonly thanked: boolean } | undefined
> {
  const row = await db
    .selectFrom('lead')
    .innerJoin('client', 'client.id', 'lead.recommended_by')
    .select(['client.id', 'client.name', 'client.company', 'lead.thanked_at'])
    .where('lead.number', '=', lead)
    .executeTakeFirst();
  return row && { id: row.id, name: row.name, company: row.company, thanked: row.thanked_at !== null };
}
