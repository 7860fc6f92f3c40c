import { sql, type UpdateObject } from 'kysely';
import type { Db, Schema } from '../../db/schema.ts';

export type Post = Schema['post'];

/** What one look-up settles; the rest waits for the next. */
const mostInOneLookUp = 200;

// A partial index serves only a query that spells its condition out.
const isPending = sql<boolean>`pending = 1`;

/** Writes a post that is to exist, and gives its id; undefined if it is there already. One that is gone comes back. */
export async function insertPost(db: Db, post: Post): Promise<string | undefined> {
  const { id: _id, place: _place, kind: _kind, subject: _subject, revision: _revision, ...anew } = post;
  const rows = await db
    .insertInto('post')
    .values(post)
    .onConflict((conflict) =>
      conflict
        .columns(['place', 'kind', 'subject'])
        .doUpdateSet((eb) => ({ ...anew, revision: eb('post.revision', '+', 1) }))
        .where('post.state', '=', 'gone'),
    )
    .returning('id')
    .execute();
  return rows[0]?.id;
}

/** Where a post that failed begins again: it is there to be updated, or has yet to be posted. */
const revived = sql<string>`case when state <> 'failed' then state when remote is null then 'wanted' else 'shown' end`;

/** Raises the revision of every post that shows a subject; one that failed gets another chance. */
export async function raiseRevisions(db: Db, subjects: readonly string[]): Promise<void> {
  await db
    .updateTable('post')
    .set((eb) => ({ revision: eb('revision', '+', 1), pending: 1, state: revived }))
    .where('id', 'in', (eb) => eb.selectFrom('post_subject').select('post_id').where('subject', 'in', subjects))
    .where('state', '!=', 'gone')
    .execute();
}

/** At the start: gives every post that failed another chance; of one that was being changed nobody knows what it shows. */
export async function reviveFailed(db: Db, now: number): Promise<void> {
  await db.updateTable('post').set({ drawn: null }).where(isPending).execute();
  await db
    .updateTable('post')
    .set({ pending: 1, next_at: now, state: revived })
    .where('state', '=', 'failed')
    .execute();
}

/** Gives one post that failed another chance. */
export async function revivePost(db: Db, id: string, now: number): Promise<void> {
  await db
    .updateTable('post')
    .set({ pending: 1, next_at: now, state: revived })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .execute();
}

/** Notes subjects that a post shows; there is at least one. */
export async function addSubjects(db: Db, post: string, subjects: readonly string[]): Promise<void> {
  await db
    .insertInto('post_subject')
    .values(subjects.map((subject) => ({ subject, post_id: post })))
    .onConflict((conflict) => conflict.columns(['subject', 'post_id']).doNothing())
    .execute();
}

/** Notes which subjects a post shows now, and forgets those it no longer shows. */
export async function saveSubjects(db: Db, post: string, subjects: readonly string[]): Promise<void> {
  await addSubjects(db, post, subjects);
  await db.deleteFrom('post_subject').where('post_id', '=', post).where('subject', 'not in', subjects).execute();
}

/**
 * The places that have anything to send. It hops from place to place along the index: reading every waiting post
 * would make a long queue slow down whoever makes it longer.
 */
export async function placesBehind(db: Db): Promise<string[]> {
  const { rows } = await sql<{ place: string }>`
    with recursive hop (place) as (
      select min(place) from post where pending = 1
      union all
      select (select min(place) from post where pending = 1 and place > hop.place) from hop where hop.place is not null
    )
    select place from hop where place is not null`.execute(db);
  return rows.map(({ place }) => place);
}

/** Each has its own rate, so none of them may hide the others behind a long queue. */
const states = ['sending', 'unknown', 'wanted', 'shown', 'folded'] as const;

/** What a place has to send now, of each state the first in the order in which they were wanted. */
export async function postsBehind(db: Db, place: string, now: number, limit: number): Promise<Post[]> {
  const posts: Post[] = [];
  for (const state of states)
    posts.push(...(await inState(db, place, state).where('next_at', '<=', now).limit(limit).execute()));
  return posts.sort((one, other) => one.wanted_at - other.wanted_at || (one.id < other.id ? -1 : 1));
}

function inState(db: Db, place: string, state: (typeof states)[number]) {
  return db
    .selectFrom('post')
    .selectAll()
    .where(isPending)
    .where('place', '=', place)
    .where('state', '=', state)
    .orderBy('wanted_at')
    .orderBy('id');
}

/** The posts of a kind for a subject, in whatever places they stand. */
export async function postsOf(db: Db, kind: string, subject: string): Promise<string[]> {
  const rows = await db
    .selectFrom('post_subject')
    .innerJoin('post', 'post.id', 'post_subject.post_id')
    .select('post.id')
    .where('post_subject.subject', '=', subject)
    .where('post.subject', '=', subject)
    .where('post.kind', '=', kind)
    .where('post.state', '!=', 'gone')
    .execute();
  return rows.map(({ id }) => id);
}

/** What the post at an address of a platform shows; nothing if none of ours is there. */
export async function subjectsAt(db: Db, remote: string): Promise<string[]> {
  const rows = await db
    .selectFrom('post')
    .innerJoin('post_subject', 'post_subject.post_id', 'post.id')
    .select('post_subject.subject')
    .where('post.remote', '=', remote)
    .execute();
  return rows.map(({ subject }) => subject);
}

/** A post as it is now. */
export function readPost(db: Db, id: string): Promise<Post | undefined> {
  return db.selectFrom('post').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Moves a post from one state to the next; false if somebody else moved it first. */
export async function movePost(db: Db, post: Post, change: UpdateObject<Schema, 'post'>): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('post')
    .set(change)
    .where('id', '=', post.id)
    .where('state', '=', post.state)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Notes that a post shows a revision; it stays pending if the truth has moved on meanwhile. False if somebody else
 * has moved the post on: then theirs is the copy that counts.
 */
export function markShown(
  db: Db,
  post: Post,
  { remote, revision, drawn }: { remote: string; revision: number; drawn: string | null },
): Promise<boolean> {
  const behind = sql<0 | 1>`case when revision > ${revision} then 1 else 0 end`;
  return movePost(db, post, {
    state: 'shown',
    remote,
    drawn,
    shown_revision: revision,
    tries: 0,
    fault: null,
    pending: behind,
  });
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
export function postsInDoubt(db: Db, place: string, now: number): Promise<Post[]> {
  return inState(db, place, 'unknown').where('next_at', '<=', now).limit(mostInOneLookUp).execute();
}
