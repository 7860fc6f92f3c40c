import type { Db, Schema } from '../../../db/schema.ts';
import { namesOf } from '../../team/store.ts';
import type { Ask } from './ask.ts';

/** Writes that somebody asks for a lead. */
export async function insertAsk(db: Db, row: Schema['lead_ask']): Promise<void> {
  await db.insertInto('lead_ask').values(row).execute();
}

/** What somebody asked, with the names of both. */
export async function readAsk(db: Db, id: string): Promise<Ask | undefined> {
  const row = await db.selectFrom('lead_ask').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const names = await namesOf(db, [row.asker_id, row.owner_id]);
  const named = (person: string) => ({ id: person, name: names.get(person) ?? '?' });
  return {
    id,
    lead: row.lead,
    asker: named(row.asker_id),
    owner: named(row.owner_id),
    state: row.state as Ask['state'],
    note: row.note ?? undefined,
    askedAt: row.asked_at,
    answeredAt: row.answered_at ?? undefined,
  };
}

/** Whether somebody waits for an answer about a lead already. */
export async function openAskOf(db: Db, lead: number, asker: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('lead_ask')
    .select('id')
    .where('lead', '=', lead)
    .where('state', '=', 'open')
    .where('asker_id', '=', asker)
    .executeTakeFirst();
  return row?.id;
}

/** What is asked of somebody and waits for their answer, the oldest first. */
export async function asksFor(db: Db, owner: string, limit: number): Promise<Ask[]> {
  const rows = await db
    .selectFrom('lead_ask')
    .select('id')
    .where('owner_id', '=', owner)
    .where('state', '=', 'open')
    .orderBy('asked_at')
    .limit(limit)
    .execute();
  const found = await Promise.all(rows.map(({ id }) => readAsk(db, id)));
  return found.flatMap((ask) => ask ?? []);
}

/** Ends what somebody asked; false if it was answered already. */
export async function closeAsk(db: Db, id: string, state: Ask['state'], at: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('lead_ask')
    .set({ state, answered_at: at })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Ends what everybody asked of a lead that has gone elsewhere or is closed; gives what was asked, and by whom. */
export function endAsks(db: Db, lead: number, at: number): Promise<{ id: string; asker_id: string }[]> {
  return db
    .updateTable('lead_ask')
    .set({ state: 'over', answered_at: at })
    .where('lead', '=', lead)
    .where('state', '=', 'open')
    .returning(['id', 'asker_id'])
    .execute();
}
