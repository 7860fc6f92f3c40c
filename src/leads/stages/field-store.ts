import type { Db } from '../../../db/schema.ts';

/** What was said of a lead when its stages asked, by field. */
export async function fieldsOf(db: Db, lead: number): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('lead_field').select(['field', 'value']).where('lead', '=', lead).execute();
  return new Map(rows.map(({ field, value }) => [field, value]));
}

/** Keeps what was said; what is left out stays as it was. */
export async function saveFields(
  db: Db,
  lead: number,
  fields: Readonly<Record<string, string | undefined>>,
  actor: string,
  at: number,
): Promise<void> {
  for (const [field, value] of Object.entries(fields)) {
    if (!value) continue;
    await db
      .insertInto('lead_field')
      .values({ lead, field, value, actor, at })
      .onConflict((conflict) => conflict.columns(['lead', 'field']).doUpdateSet({ value, actor, at }))
      .execute();
  }
}
