import type { Data } from '../../db/store.ts';
import { newId } from '../kernel/ids.ts';
import type { Say } from '../words/say.ts';
import type { Card, Element } from './card.ts';
import { foldedInto, foldPost, openDigest, unfoldPost, waitingPast } from './fold-store.ts';
import type { PostKinds } from './post-kind.ts';
import { addSubjects, type Post, readPost } from './post-store.ts';
import { behind, placeKind, want } from './want.ts';

/** The kind of a post whose lines are other posts. */
export const digestKind = 'chat.digest';
/** So many that wait for a place keep their own cards; what comes after them becomes lines. */
export const mostWaiting = 20;
/** A digest stays readable with so many lines. */
export const mostLines = 25;
/** What one look folds. */
const mostAtOnce = 200;

const digestSubject = (id: string): string => `digest:${id}`;

/** All kinds of post, and the digest that lists those which are lines of it. */
export function withDigest(kinds: PostKinds): PostKinds {
  return {
    ...kinds,
    [digestKind]: async (db, subject, now, place) => {
      const id = subject.slice(digestSubject('').length);
      const digest = await db
        .selectFrom('post')
        .select('id')
        .where('subject', '=', subject)
        .where('place', '=', place)
        .executeTakeFirst();
      const lines: ((say: Say) => Element)[] = [];
      for (const post of digest ? await foldedInto(db, digest.id) : []) {
        const showing = await kinds[post.kind]?.(db, post.subject, now, place);
        if (showing?.fold) lines.push(showing.fold.line);
      }
      if (!digest || lines.length === 0) return undefined;
      return {
        subjects: [digestSubject(id)],
        card: (say) =>
          digestCard(
            lines.map((line) => line(say)),
            placeKind(place).in === 'direct',
            say,
          ),
      };
    },
  };
}

/** Many at once, a line each: of a channel, or of what somebody is told directly. */
export function digestCard(lines: readonly Element[], direct: boolean, say: Say): Card {
  return {
    title: say(direct ? 'digest.direct' : 'digest.title', { count: lines.length }),
    tone: 'warning',
    elements: [...lines, { kind: 'note', text: say(direct ? 'digest.direct.note' : 'digest.note') }],
  };
}

/**
 * Where more wait for a channel, or for somebody, than anybody could read, the rest become lines of digests. `folds` are the
 * kinds that can. Gives whether anything was folded.
 */
export async function foldWaiting(
  data: Data,
  kinds: PostKinds,
  folds: readonly string[],
  place: string,
  now: number,
): Promise<boolean> {
  if (!['channel', 'direct'].includes(placeKind(place).in)) return false;
  const rest = await waitingPast(data.read, place, folds, mostWaiting, mostAtOnce);
  if (rest.length === 0) return false;
  const lines: { readonly id: string; readonly wanted_at: number; readonly subjects: readonly string[] }[] = [];
  for (const { id, kind, subject, wanted_at } of rest) {
    const showing = await kinds[kind]?.(data.read, subject, now, place);
    if (showing?.fold && !showing.fold.own) lines.push({ id, wanted_at, subjects: showing.subjects });
  }
  if (lines.length === 0) return false;
  await data.write(async (tx) => {
    let digest = await openDigest(tx.db, place, digestKind);
    for (const post of lines) {
      if (!digest || digest.lines >= mostLines) {
        const subject = digestSubject(newId());
        // It stands where the first of its lines would have.
        await want(tx, { place, kind: digestKind, subject }, post.wanted_at);
        const made = await openDigest(tx.db, place, digestKind);
        if (!made) throw new Error('a digest was not written');
        digest = made;
      }
      if (!(await foldPost(tx.db, post.id, digest.id))) continue;
      // What a line shows may change before anybody draws it.
      await addSubjects(tx.db, post.id, post.subjects);
      digest = { ...digest, lines: digest.lines + 1 };
    }
  });
  return true;
}

/** Something about a line has changed: it gets its own card if it has to, and its digest is behind. */
export async function settleLine(data: Data, kinds: PostKinds, line: Post, now: number): Promise<void> {
  const showing = await kinds[line.kind]?.(data.read, line.subject, now, line.place);
  await data.write(async (tx) => {
    await unfoldPost(tx.db, line.id, showing === undefined || showing.fold?.own !== false);
    const digest = line.folded_into === null ? undefined : await readPost(tx.db, line.folded_into);
    if (digest) await behind(tx, digest.subject);
  });
}
