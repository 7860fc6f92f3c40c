import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import type { Post } from './post-store.ts';

// A partial index serves only a query that spells its condition out.
const isPending = sql<boolean>`pending = 1`;

/** What waits for its first posting in a place, of some kinds, past so many that keep their own card. */
export function waitingPast(
  db: Db,
  place: string,
  kinds: readonly string[],
  past: number,
  limit: number,
): Promise<Post[]> {
  if (kinds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('post')
    .selectAll()
    .where(isPending)
    .where('place', '=', place)
    .where('state', '=', 'wanted')
    .where('kind', 'in', kinds)
    .orderBy('wanted_at')
    .orderBy('id')
    .offset(past)
    .limit(limit)
    .execute();
}

/** A digest of a place that has yet to be posted, and how many lines it has. */
export async function openDigest(
  db: Db,
  place: string,
  kind: string,
): Promise<{ readonly id: string; readonly lines: number } | undefined> {
  const row = await db
    .selectFrom('post')
    .select('id')
    .where(isPending)
    .where('place', '=', place)
    .where('state', '=', 'wanted')
    .where('kind', '=', kind)
    .orderBy('wanted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { id: row.id, lines: (await foldedInto(db, row.id)).length };
}

/** The posts that are lines of another, in the order in which they were wanted. */
export function foldedInto(db: Db, digest: string): Promise<Post[]> {
  return db
    .selectFrom('post')
    .selectAll()
    .where('folded_into', '=', digest)
    .where('state', '=', 'folded')
    .orderBy('wanted_at')
    .orderBy('id')
    .execute();
}

/** Makes a post a line of another; false if somebody has moved it on. */
export async function foldPost(db: Db, id: string, digest: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('post')
    .set({ state: 'folded', pending: 0, folded_into: digest })
    .where('id', '=', id)
    .where('state', '=', 'wanted')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A line gets a card of its own, or stays one: then it is done until something about it changes. */
export async function unfoldPost(db: Db, id: string, own: boolean): Promise<void> {
  await db
    .updateTable('post')
    .set(own ? { state: 'wanted', pending: 1, folded_into: null } : { pending: 0 })
    .where('id', '=', id)
    .where('state', '=', 'folded')
    .execute();
}
