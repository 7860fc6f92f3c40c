import { sql } from 'kysely';
import type { Db, Schema } from '../../db/schema.ts';

export type Post = Schema['post'];

// A partial index serves only a query that spells its condition out.
const isPending = sql<boolean>`pending = 1`;

/** Writes a post that is to exist; false if it is there already. */
export async function insertPost(db: Db, post: Post): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('post')
    .values(post)
    .onConflict((conflict) => conflict.columns(['place', 'kind', 'subject']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Raises the revision of every living post that shows a subject. */
export async function raiseRevisions(db: Db, subject: string): Promise<void> {
  await db
    .updateTable('post')
    .set((eb) => ({ revision: eb('revision', '+', 1), pending: 1 }))
    .where('id', 'in', (eb) => eb.selectFrom('post_subject').select('post_id').where('subject', '=', subject))
    .where('state', 'not in', ['gone', 'failed'])
    .execute();
}

/** Notes which subjects a post shows now. */
export async function saveSubjects(db: Db, post: string, subjects: readonly string[]): Promise<void> {
  for (const subject of subjects) {
    await db
      .insertInto('post_subject')
      .values({ subject, post_id: post })
      .onConflict((conflict) => conflict.columns(['subject', 'post_id']).doNothing())
      .execute();
  }
  if (subjects.length > 0)
    await db.deleteFrom('post_subject').where('post_id', '=', post).where('subject', 'not in', subjects).execute();
}

/** The places that have something to send now. */
export async function placesBehind(db: Db, now: number): Promise<string[]> {
  const rows = await db
    .selectFrom('post')
    .select('place')
    .distinct()
    .where(isPending)
    .where('next_at', '<=', now)
    .execute();
  return rows.map(({ place }) => place);
}

/** What a place has to send now, in the order it was wanted. */
export function postsBehind(db: Db, place: string, now: number, limit: number): Promise<Post[]> {
  return db
    .selectFrom('post')
    .selectAll()
    .where(isPending)
    .where('place', '=', place)
    .where('next_at', '<=', now)
    .orderBy('wanted_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** A post as it is now. */
export function readPost(db: Db, id: string): Promise<Post | undefined> {
  return db.selectFrom('post').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Moves a post from one state to the next; false if somebody else moved it first. */
export async function movePost(db: Db, post: Post, change: Partial<Post>): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('post')
    .set(change)
    .where('id', '=', post.id)
    .where('state', '=', post.state)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Notes that a post shows a revision; it stays pending if the truth has moved on meanwhile. */
export async function markShown(db: Db, id: string, remote: string, revision: number): Promise<void> {
  await db
    .updateTable('post')
    .set((eb) => ({
      state: 'shown',
      remote,
      shown_revision: revision,
      tries: 0,
      fault: null,
      pending: eb.case().when('revision', '>', revision).then(sql<0 | 1>`1`).else(sql<0 | 1>`0`).end(),
    }))
    .where('id', '=', id)
    .execute();
}

/** Puts a post off without touching its state. */
export async function putOffPost(db: Db, id: string, nextAt: number, fault: string): Promise<void> {
  await db
    .updateTable('post')
    .set((eb) => ({ next_at: nextAt, tries: eb('tries', '+', 1), fault }))
    .where('id', '=', id)
    .execute();
}

/** Posts whose fate nobody knows, and whose request can no longer arrive. */
export function postsInDoubt(db: Db, place: string, startedBefore: number): Promise<Post[]> {
  return db
    .selectFrom('post')
    .selectAll()
    .where(isPending)
    .where('place', '=', place)
    .where('state', '=', 'unknown')
    .where('started_at', '<=', startedBefore)
    .orderBy('wanted_at')
    .orderBy('id')
    .execute();
}
