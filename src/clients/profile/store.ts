import type { Db, Schema } from '../../../db/schema.ts';
import { namesOf } from '../../team/store.ts';
import type { Line, LineName } from './profile.ts';

/** The lines of a client, by all its ids: of two for one thing the later. */
export async function linesOf(db: Db, members: readonly string[]): Promise<Line[]> {
  const rows = await db
    .selectFrom('profile_line')
    .selectAll()
    .where('client_id', 'in', members)
    .orderBy('at')
    .execute();
  const names = await namesOf(
    db,
    rows.map(({ person_id }) => person_id),
  );
  const latest = new Map(rows.map((row) => [row.field, row]));
  return [...latest.values()].map(({ field, words, person_id, at }) => ({
    name: field as LineName,
    words,
    by: names.get(person_id) ?? '?',
    at,
  }));
}

/** Writes a line in place of what stood there. */
export async function saveLine(db: Db, row: Schema['profile_line']): Promise<void> {
  const { words, person_id, at } = row;
  await db
    .insertInto('profile_line')
    .values(row)
    .onConflict((conflict) => conflict.columns(['client_id', 'field']).doUpdateSet({ words, person_id, at }))
    .execute();
}

/** Takes a line out, by all the ids of its client. */
export async function deleteLine(db: Db, members: readonly string[], field: string): Promise<void> {
  await db.deleteFrom('profile_line').where('client_id', 'in', members).where('field', '=', field).execute();
}
