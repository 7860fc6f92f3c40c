import type { Data } from '../../db/store.ts';
import { minute } from '../kernel/clock.ts';
import { markShown, movePost, type Post, postsInDoubt } from './post-store.ts';
import { type Address, mostDelay, recordFailure, type Sending } from './send-post.ts';

/** Our clock and the platform's differ; finding too much does no harm, as posts are known by their keys. */
const clockSkew = 5 * minute;

/**
 * Settles the posts of a place whose fate nobody knows, with one look-up by their keys: found ones are shown (and
 * behind, as what they show may be old), absent ones are wanted again. Nothing is looked up before the request can
 * no longer arrive.
 */
export async function lookUpPosts(sending: Sending, { platform, place }: Address, ownPlace: string): Promise<void> {
  const { data, lanes, clock } = sending;
  const posts = await postsInDoubt(data.read, ownPlace, clock());
  const [oldest] = posts;
  if (!oldest) return;
  const since = Math.min(...posts.map(({ started_at }) => started_at ?? clock())) - clockSkew;
  if (!lanes.take(platform.lanes(place, 'find'))) return;
  const found = await platform.find(
    place,
    posts.map(({ id }) => id),
    since,
  );
  if ('is' in found) return recordFailure(sending, { platform, place }, posts, found);
  await data.write(async (tx) => {
    for (const post of posts) {
      const remote = found.get(post.id);
      // What it shows was drawn before the doubt: revision 0 has it drawn again.
      if (remote) await markShown(tx.db, post, { remote, revision: 0, drawn: null });
      else await movePost(tx.db, post, { state: 'wanted', next_at: clock() });
    }
  });
}

/** Puts posts that were on their way when their sender died under doubt, until their requests must have arrived. */
export async function doubtLeftovers(data: Data, posts: readonly Post[], settleMs: number): Promise<void> {
  const left = posts.filter(({ state }) => state === 'sending');
  if (left.length === 0) return;
  await data.write(async (tx) => {
    for (const post of left)
      await movePost(tx.db, post, { state: 'unknown', next_at: (post.started_at ?? 0) + mostDelay + settleMs });
  });
}
