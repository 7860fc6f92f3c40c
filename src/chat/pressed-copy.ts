import type { Data } from '../../db/store.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Say } from '../words/say.ts';
import type { Posting } from './platform.ts';
import type { PostKinds } from './post-kind.ts';
import { markShown, readPost } from './post-store.ts';
import { placeKind } from './want.ts';

/** What a post shows now, and whether the copy that was pressed is one too many. */
export type Pressed = { readonly posting: Posting; readonly extra: boolean };

/** Draws the post that somebody pressed, by its key and by where that copy stands. */
export type PressedCopy = (key: string, remote: string, reader: Say) => Promise<Pressed | undefined>;

/**
 * For platforms that cannot look a post up: a copy whose posting was never confirmed is taken for the post, and one
 * that stands beside the post is told to be one too many. Undefined for a post that is not ours or is gone.
 */
export function pressedCopy(data: Data, kinds: PostKinds, clock: Clock, sayIn: (place: string) => Say): PressedCopy {
  return async (key, remote, reader) => {
    const post = await readPost(data.read, key);
    const showing = post && (await kinds[post.kind]?.(data.read, post.subject, clock(), post.place));
    if (!post || !showing) return undefined;
    const say = placeKind(post.place).in === 'direct' ? reader : sayIn(post.place);
    if (post.remote === null) await data.write((tx) => markShown(tx.db, post, { remote, revision: 0, drawn: null }));
    const extra = post.remote !== null && post.remote !== remote;
    return { posting: { card: showing.card(say), say, key }, extra };
  };
}
