import type { Tx } from '../../db/store.ts';
import { newId } from '../kernel/ids.ts';
import { addSubjects, insertPost, raiseRevisions } from './post-store.ts';

/** A post that is to exist: one of a kind for a subject in a place. */
export type Wanted = { readonly place: string; readonly kind: string; readonly subject: string };

/** Asks for a post; asking again changes nothing. The board posts it after the commit. */
export async function want(tx: Tx, { place, kind, subject }: Wanted, now: number): Promise<void> {
  const id = newId();
  const inserted = await insertPost(tx.db, {
    id,
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
    fault: null,
  });
  if (!inserted) return;
  await addSubjects(tx.db, id, [subject]);
  tx.after('posts');
}

/** Marks every post that shows a subject as behind the truth. */
export async function behind(tx: Tx, subject: string): Promise<void> {
  await raiseRevisions(tx.db, subject);
  tx.after('posts');
}

/** The place of direct messages to a person; the board finds the platform they used last. */
export function direct(personId: string): string {
  return `direct:${personId}`;
}
