import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { Data, Tx } from '../../db/store.ts';
import { backoff } from '../kernel/backoff.ts';
import { type Clock, hour, second } from '../kernel/clock.ts';
import type { Say } from '../words/say.ts';
import { person } from '../words/text.ts';
import { type Card, textElement } from './card.ts';
import type { Directory } from './directory.ts';
import type { Lanes } from './lanes.ts';
import { type Lane, type Method, type Platform, platformOf, type Sent } from './platform.ts';
import type { PostKinds } from './post-kind.ts';
import { addSubjects, markShown, movePost, type Post, readPost, saveSubjects } from './post-store.ts';

/** A process that slept for longer than this between its mark and its request may no longer be the sender. */
export const mostDelay = 10 * second;

/** Where the posts of a place go now: the platform, its own name for the place, and the words to use there. */
export type Address = {
  readonly platform: Platform;
  readonly place: string;
  readonly say: Say;
  /** Somebody who cannot be written to directly: the card goes to a channel, and names them. */
  readonly instead?: { readonly id: string; readonly name: string };
};

/** What came of a call that did not simply succeed. */
export type Failed = Exclude<Sent, { is: 'sent' }>;

export type Sending = {
  readonly data: Data;
  readonly kinds: PostKinds;
  readonly lanes: Lanes;
  readonly clock: Clock;
  readonly log: Logger;
  readonly platforms: readonly Platform[];
  readonly directory: Pick<Directory, 'unreachable'>;
};

/** Where a post goes: what is out already is changed where it stands, wherever the next one would go. */
export function targetOf(post: Post, address: Address, platforms: readonly Platform[]): Address {
  const platform = post.remote === null ? undefined : platformOf(platforms, post.remote);
  return platform && post.remote !== null ? { ...address, platform, place: post.remote } : address;
}

/** What a post needs next. */
export function methodOf(post: Post): Method {
  if (post.state === 'wanted') return 'post';
  return post.state === 'shown' ? 'update' : 'find';
}

/**
 * Brings one post up to date: loads the present truth, draws it, posts or updates, and records what came of it.
 * A first post is marked as on its way before it leaves, so that a crash leaves a question, never a second card.
 */
export async function sendPost(sending: Sending, address: Address, id: string): Promise<void> {
  const { data, kinds, lanes, clock } = sending;
  const post = await readPost(data.read, id);
  // Whoever moved it meanwhile has seen to it, or left it in doubt: then it is looked up first.
  if (!post || post.pending === 0 || methodOf(post) === 'find') return;
  const { platform, place, say, instead } = targetOf(post, address, sending.platforms);
  const kind = kinds[post.kind];
  // Another version that runs beside this one may know it.
  if (!kind) throw new Error(`no kind of post is called ${post.kind}`);
  const showing = await kind(data.read, post.subject, clock(), post.place);
  if (!showing) return takeDown(sending, { platform, place }, post);

  if (instead && showing.alone)
    return void (await data.write((tx) => movePost(tx.db, post, { next_at: clock() + hour })));

  const card = showing.card(say);
  const posting = { card: instead && post.remote === null ? forSomebody(card, instead, say) : card, say, key: post.id };
  const drawn = createHash('sha256').update(JSON.stringify(posting.card)).digest('base64url');
  const subjects = async (tx: Tx): Promise<void> => saveSubjects(tx.db, post.id, showing.subjects);
  // Much that happens to a lead changes nothing on a card that only mentions it.
  if (post.state === 'shown' && post.remote !== null && post.drawn === drawn) {
    const same = { remote: post.remote, revision: post.revision, drawn };
    return void (await data.write(async (tx) => (await markShown(tx.db, post, same)) && (await subjects(tx))));
  }
  const first = post.state === 'wanted';
  const ways = platform.lanes(place, methodOf(post));
  // Another place was quicker in a lane that both share: the next look waits for its turn.
  if (!lanes.take(ways)) return;
  const startedAt = clock();
  if (first && !(await onItsWay(data, post, startedAt))) return;
  // Left as it is, the post is looked up before anybody posts it again.
  if (clock() - startedAt > mostDelay) return;
  const was = first ? 'sending' : post.state;
  const call = () => (post.remote === null ? platform.post(place, posting) : platform.update(post.remote, posting));
  const sent = heldBack(lanes, ways) ?? (await call());
  if (sent.is !== 'sent') return recordFailure(sending, { platform, place }, [{ ...post, state: was }], sent);
  await data.write(async (tx) => {
    const shown = { remote: sent.remote, revision: post.revision, drawn };
    if (!(await markShown(tx.db, { ...post, state: was }, shown))) return;
    // What was never shown has nothing to forget.
    if (post.shown_revision === 0) await addSubjects(tx.db, post.id, showing.subjects);
    else await subjects(tx);
  });
}

/** A wait that was asked for while this post got ready. */
function heldBack(lanes: Lanes, ways: readonly Lane[]): Failed | undefined {
  const waitMs = lanes.waitIn(ways);
  return waitMs > 0 ? { is: 'limited', lane: ways[0]?.key ?? '', waitMs } : undefined;
}

function forSomebody(card: Card, who: NonNullable<Address['instead']>, say: Say): Card {
  return { ...card, elements: [textElement(say('direct.fallback', { who: person(who) })), ...card.elements] };
}

function onItsWay(data: Data, post: Post, now: number): Promise<boolean> {
  return data.write((tx) => movePost(tx.db, post, { state: 'sending', started_at: now }));
}

async function takeDown(sending: Sending, at: Pick<Address, 'platform' | 'place'>, post: Post): Promise<void> {
  const { platform } = at;
  if (post.remote !== null && !sending.lanes.take(platform.lanes(post.remote, 'remove'))) return;
  const sent: Sent = post.remote === null ? { is: 'gone' } : await platform.remove(post.remote);
  const result: Failed = sent.is === 'sent' ? { is: 'gone' } : sent;
  await recordFailure(sending, at, [post], result);
}

/** Records what a call that did not simply succeed means for its posts: one that was sent, or all that were looked up. */
export async function recordFailure(
  { data, lanes, clock, log, directory }: Sending,
  { platform, place }: Pick<Address, 'platform' | 'place'>,
  posts: readonly Post[],
  sent: Failed,
): Promise<void> {
  if (sent.is === 'unreachable') await directory.unreachable(place);
  if (sent.is === 'limited') await lanes.close(sent.lane, clock() + waitOf(sent, posts));
  const changes = posts.map((post) => ({ post, change: afterFailure(post, sent, clock(), platform.settleMs) }));
  for (const { post, change } of changes) {
    const about = { post: post.id, place: post.place, why: change.fault };
    if (change.state === 'failed') log.error(about, 'a post was refused; a change or the next start tries it again');
    else if (change.fault) log.warn(about, 'a post is late; it will be tried again');
  }
  await data.write(async (tx) => {
    // Unless it was held back, nobody knows what stands there now.
    const doubt = sent.is === 'limited' ? {} : { drawn: null };
    for (const { post, change } of changes) await movePost(tx.db, post, { ...change, ...doubt });
  });
}

function waitOf({ waitMs }: Extract<Failed, { is: 'limited' }>, posts: readonly Post[]): number {
  return waitMs || second + backoff(Math.max(0, ...posts.map(({ tries }) => tries)));
}

/** The pure part: the next state of a post after a call that did not simply succeed. */
export function afterFailure(post: Post, sent: Failed, now: number, settleMs: number): Partial<Post> {
  const backTo = post.state === 'sending' ? 'wanted' : post.state;
  switch (sent.is) {
    case 'limited':
      // Told again and again, without a word of how long, it is asked less and less often.
      return { state: backTo, next_at: now + waitOf(sent, [post]), ...(sent.waitMs ? {} : { tries: post.tries + 1 }) };
    case 'gone':
      return { state: 'gone', pending: 0 };
    case 'refused':
      // A refused look-up tells nothing about the post: it stays in doubt.
      if (post.state !== 'unknown') return { state: 'failed', pending: 0, fault: sent.why };
      return { next_at: now + backoff(post.tries), tries: post.tries + 1, fault: sent.why };
    case 'unreachable':
    case 'again':
    case 'unknown': {
      const tries = post.tries + 1;
      // Only a first post can end up twice; an update may simply be sent again.
      const doubt = sent.is === 'unknown' && post.state === 'sending';
      return {
        state: doubt ? 'unknown' : backTo,
        next_at: now + (doubt ? settleMs : backoff(post.tries)),
        tries,
        fault: sent.why,
      };
    }
  }
}
