import type { Tx } from '../../db/store.ts';
import { newId } from '../kernel/ids.ts';
import { addSubjects, insertPost, postsOf, raiseRevisions } from './post-store.ts';

/** A post that is to exist: one of a kind for a subject in a place. */
export type Wanted = { readonly place: string; readonly kind: string; readonly subject: string };

/** Asks for a post; asking again changes nothing. The board posts it after the commit. */
export async function want(tx: Tx, { place, kind, subject }: Wanted, now: number): Promise<void> {
  const id = await insertPost(tx.db, {
    id: newId(),
    place,
    kind,
    subject,
    state: 'wanted',
    revision: 1,
    shown_revision: 0,
    pending: 1,
    wanted_at: now,
    started_at: null,
    next_at: now,
    tries: 0,
    remote: null,
    drawn: null,
    fault: null,
    folded_into: null,
  });
  if (id === undefined) return;
  await addSubjects(tx.db, id, [subject]);
  tx.after('posts');
}

/** Asks for a post in the thread of every post of a kind for a subject, wherever such a post stands. */
export async function wantUnder(
  tx: Tx,
  above: Pick<Wanted, 'kind' | 'subject'>,
  wanted: Pick<Wanted, 'kind' | 'subject'>,
  now: number,
): Promise<void> {
  for (const id of await postsOf(tx.db, above.kind, above.subject))
    await want(tx, { place: `${threadPrefix}${id}`, ...wanted }, now);
}

/** Marks every post that shows any of some subjects as behind the truth. */
export async function behind(tx: Tx, ...subjects: readonly string[]): Promise<void> {
  if (subjects.length === 0) return;
  await raiseRevisions(tx.db, subjects);
  tx.after('posts');
}

const threadPrefix = 'under:';
const directPrefix = 'direct:';
const homePrefix = 'home:';

/** What a place is: a channel, somebody to write to directly or their own page (a person id), or a thread (its post's id). */
export function placeKind(place: string): { in: 'channel' | 'direct' | 'home' | 'thread'; id: string } {
  if (place.startsWith(homePrefix)) return { in: 'home', id: place.slice(homePrefix.length) };
  if (place.startsWith(directPrefix)) return { in: 'direct', id: place.slice(directPrefix.length) };
  if (place.startsWith(threadPrefix)) return { in: 'thread', id: place.slice(threadPrefix.length) };
  return { in: 'channel', id: place };
}

/** The place of direct messages to a person; the board finds the platform they used last. */
export function direct(personId: string): string {
  return `${directPrefix}${personId}`;
}

/** The place of a person's own page, where a platform has such a thing. */
export function home(personId: string): string {
  return `${homePrefix}${personId}`;
}
