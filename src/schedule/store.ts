import { sql } from 'kysely';
import type { Db, Schema } from '../../db/schema.ts';

/** Open rows of some kinds whose moment has come, in the order of their moments. */
export function openDue(db: Db, kinds: readonly string[], now: number, limit: number): Promise<Schema['due'][]> {
  return db
    .selectFrom('due')
    .selectAll()
    .where(sql<boolean>`done_at is null`)
    .where('kind', 'in', kinds)
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Marks a row done; false if it already was: whoever gets true applies the effect. */
export async function finishDue(db: Db, id: string, now: number, outcome: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('due')
    .set({ done_at: now, outcome })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Puts a row off after a fault. */
export async function putOff(db: Db, id: string, nextAt: number): Promise<void> {
  await db
    .updateTable('due')
    .set((eb) => ({ next_at: nextAt, tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** The kinds that have an open row. */
export async function openKinds(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('due').select('kind').distinct().where(sql<boolean>`done_at is null`).execute();
  return new Set(rows.map(({ kind }) => kind));
}

/** Forgets rows that were done before a moment. */
export async function forgetDone(db: Db, before: number): Promise<void> {
  await db.deleteFrom('due').where('done_at', '<', before).execute();
}
