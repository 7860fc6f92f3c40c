import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Store } from '../../db/store.ts';
import { backoff } from '../kernel/backoff.ts';
import { type Clock, second } from '../kernel/clock.ts';
import type { Say } from '../words/say.ts';
import { foldWaiting, settleLine } from './digest.ts';
import type { Directory } from './directory.ts';
import type { Lanes } from './lanes.ts';
import { doubtLeftovers, lookUpPosts } from './look-up-posts.ts';
import { type Platform, platformOf } from './platform.ts';
import type { PostKinds } from './post-kind.ts';
import { type Post, placesBehind, postsBehind, putOffPost, readPost, reviveFailed } from './post-store.ts';
import { type Address, methodOf, type Sending, sendPost, targetOf } from './send-post.ts';
import { senderLeases } from './sender-lease.ts';
import { placeKind } from './want.ts';

/** Keeps every post in step with the truth: whoever changes something marks posts behind, and nobody else sends. */
export type Board = {
  /** Says that there may be something to send. */
  wake(): void;
  /** Stops taking posts and waits for those on their way. */
  stop(): Promise<void>;
};

export type BoardParts = {
  readonly store: Store;
  readonly platforms: readonly Platform[];
  readonly kinds: PostKinds;
  /** The kinds of post that can be lines of a digest. */
  readonly folds?: readonly string[];
  readonly directory: Directory;
  readonly lanes: Lanes;
  readonly clock: Clock;
  readonly log: Logger;
  /** The name of this process, which no other living one has. */
  readonly holder: string;
  /** The words of a channel. */
  readonly sayIn: (place: string) => Say;
  /** Channels for what is meant for somebody who cannot be written to directly. */
  readonly fallbacks: readonly string[];
  readonly sayTo: (person: { readonly language: Say['language']; readonly zone: string }) => Say;
};

/** What is read ahead of a place in each state; the rest follows when these are through. */
const batch = 20;
/** A lane that opens later than this is left for a later look, so that the place is not held meanwhile. */
const longestWait = 2 * second;

/** Starts keeping posts in step; posts that were refused under the last process get another chance. */
export async function startBoard(parts: BoardParts): Promise<Board> {
  const { store, clock, log, lanes, kinds } = parts;
  const { platforms, directory } = parts;
  const sending: Sending = { data: store, kinds, lanes, clock, log, platforms, directory };
  const leases = senderLeases(store, parts.holder);
  const busy = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const stopping = new AbortController();
  let looking = false;
  let woken = false;

  await store.write((tx) => reviveFailed(tx.db, clock()));

  const wake = (): void => {
    woken = true;
    if (looking || stopping.signal.aborted) return;
    looking = true;
    setImmediate(look);
  };

  async function look(): Promise<void> {
    try {
      while (woken && !stopping.signal.aborted) {
        woken = false;
        for (const place of await placesBehind(store.read)) begin(place);
      }
    } catch (fault) {
      log.error({ fault }, 'looking for posts behind failed');
    } finally {
      looking = false;
    }
  }

  function begin(place: string): void {
    if (busy.has(place)) again.add(place);
    if (busy.has(place) || stopping.signal.aborted) return;
    const work = drain(place)
      .catch((fault: unknown) => log.error({ fault, place }, 'sending to a place failed; it will be tried again'))
      .finally(() => {
        busy.delete(place);
        if (again.delete(place)) wake();
      });
    busy.set(place, work);
  }

  /** Sends what a place is behind with, one at a time, until nothing is left that may go now. */
  async function drain(place: string): Promise<void> {
    try {
      for (;;) {
        // Somebody who cannot be reached in one chat is reached in another from the next post on.
        const address = await addressOf(parts, place);
        if (!address) return;
        const now = clock();
        if (await foldWaiting(store, kinds, parts.folds ?? [], place, now)) continue;
        const posts = await postsBehind(store.read, place, now, batch);
        const lines = posts.filter(({ state }) => state === 'folded');
        for (const line of lines) await settleLine(store, kinds, line, now);
        if (lines.length > 0) continue;
        const next = nextOpen(posts, address, sending, now);
        const wait = next ? next.openAt - now : Number.POSITIVE_INFINITY;
        if (!next || wait > longestWait || stopping.signal.aborted) return;
        if (!(await holds(place, now))) return;
        if (posts.some(({ state }) => state === 'sending'))
          await doubtLeftovers(store, posts, address.platform.settleMs);
        else if (wait > 0) await sleep(wait, undefined, { signal: stopping.signal }).catch(() => {});
        else await sendOne(address, place, next.post);
      }
    } finally {
      await leases.drop(place);
    }
  }

  /** Whether the place is ours; whoever had it before may have been told to wait. */
  async function holds(place: string, now: number): Promise<boolean> {
    const taken = await leases.take(place, now);
    if (taken === 'anew') await lanes.reread();
    return taken !== undefined;
  }

  /** A post that cannot even be drawn is put off, so that it does not hold up the place. */
  async function sendOne(address: Address, place: string, post: Post): Promise<void> {
    try {
      if (methodOf(post) === 'find') await lookUpPosts(sending, address, place);
      else await sendPost(sending, address, post.id);
    } catch (fault) {
      log.error({ fault, post: post.id, kind: post.kind }, 'a post could not be sent; it will be tried again');
      await store.write((tx) => putOffPost(tx.db, post.id, clock() + backoff(post.tries), String(fault)));
    }
  }

  return {
    wake,
    stop: async () => {
      stopping.abort();
      await Promise.all(busy.values());
    },
  };
}

/** The first post whose lanes are open, or the one whose lanes open soonest. */
function nextOpen(
  posts: readonly Post[],
  address: Address,
  { lanes, platforms }: Sending,
  now: number,
): { post: Post; openAt: number } | undefined {
  const open = posts.map((post) => {
    const { platform, place } = targetOf(post, address, platforms);
    return { post, openAt: Math.max(now, lanes.openAt(platform.lanes(place, methodOf(post)))) };
  });
  return open.reduce<{ post: Post; openAt: number } | undefined>(
    (best, candidate) => (best === undefined || candidate.openAt < best.openAt ? candidate : best),
    undefined,
  );
}

async function addressOf(parts: BoardParts, place: string): Promise<Address | undefined> {
  const { platforms, directory, sayIn, sayTo, store, fallbacks } = parts;
  const { in: where, id } = placeKind(place);
  if (where === 'channel') {
    const platform = platformOf(platforms, place);
    return platform && { platform, place, say: sayIn(place) };
  }
  if (where === 'thread') {
    const above = await readPost(store.read, id);
    if (!above || (above.remote === null && above.state !== 'gone')) return undefined;
    const address = await addressOf(parts, above.place);
    // What was to stand under a post that is gone stands where that post stood.
    return address && above.remote !== null && above.state !== 'gone' ? { ...address, place: above.remote } : address;
  }
  const reached = await directory.reach(id);
  if (where === 'home') return reached && homeAddress(parts, reached);
  const platform = reached?.identity === undefined ? undefined : platformOf(platforms, reached.identity);
  if (reached?.identity !== undefined && platform)
    return { platform, place: reached.identity, say: sayTo(reached.person) };
  if (!reached) return undefined;
  // In the chat that they have used, if there is a channel in it.
  const near = fallbacks.find((channel) => reached.used.some((each) => each.split(':')[0] === channel.split(':')[0]));
  const channel = near ?? fallbacks[0];
  const instead = channel === undefined ? undefined : await addressOf(parts, channel);
  return instead && { ...instead, instead: reached.person };
}

/** Somebody's own page stands where a platform has pages, whichever chat they used last. */
function homeAddress({ platforms, sayTo }: BoardParts, reached: NonNullable<Reached>): Address | undefined {
  for (const identity of reached.used) {
    const platform = platformOf(platforms, identity);
    const place = platform?.homeOf?.(identity);
    if (platform && place) return { platform, place, say: sayTo(reached.person) };
  }
  return undefined;
}

type Reached = Awaited<ReturnType<Directory['reach']>>;
