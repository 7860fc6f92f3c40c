import type { Card } from '../../src/chat/card.ts';
import type { Profile } from '../../src/chat/directory.ts';
import type { Found, Lane, Method, Platform, Posting, Sent } from '../../src/chat/platform.ts';

export type MemoryPost = {
  readonly remote: string;
  readonly place: string;
  readonly key: string;
  card: Card;
  text: string;
};

/** A platform that is a list: real in all that the port promises, with faults on demand at its far end. */
export type MemoryPlatform = Platform & {
  readonly posts: MemoryPost[];
  readonly profiles: Map<string, Profile>;
  readonly unreachable: Set<string>;
  /** What happens to the next calls, in order; `ok` when empty. */
  readonly script: Fault[];
  calls: number;
};

/** `lost`: done, and the answer dropped. `never`: not done, and no answer. The rest is refused without effect. */
export type Fault = 'ok' | 'lost' | 'never' | 'limited' | 'refused' | 'again';

/** The channel of a place: a thread is named by the post above it, `memory:1/channel/3`. */
function above(place: string): string {
  return place.split('/').slice(0, 2).join('/');
}

export function memoryPlatform(
  name = 'memory',
  lane: Omit<Lane, 'key'> = { most: 1_000_000, windowMs: 1 },
): MemoryPlatform {
  const posts: MemoryPost[] = [];
  const script: Fault[] = [];
  const profiles = new Map<string, Profile>();
  const unreachable = new Set<string>();
  let counter = 0;
  const laneKey = (place: string, method: Method): string => `${above(place)} ${method}`;

  const attempt = (place: string, method: Method, work: () => Sent): Sent => {
    platform.calls += 1;
    const fault = script.shift() ?? 'ok';
    if (fault === 'limited') return { is: 'limited', lane: laneKey(place, method), waitMs: 1_000 };
    if (fault === 'refused' || fault === 'again') return { is: fault, why: 'as the script says' };
    if (fault === 'never') return { is: 'unknown', why: 'no answer' };
    const sent = work();
    return fault === 'lost' ? { is: 'unknown', why: 'no answer' } : sent;
  };
  const draw = ({ card, say }: Posting) => ({ card, text: say.flat(card.title) });

  const platform: MemoryPlatform = {
    name,
    posts,
    profiles,
    unreachable,
    script,
    calls: 0,
    settleMs: 10_000,
    lanes: (place, method) => [{ key: laneKey(place, method), ...lane }],
    profile: async (identity) =>
      profiles.get(identity) ?? { standing: 'member', name: identity, email: `${identity}@example.com` },
    post: async (place, posting) =>
      attempt(place, 'post', () => {
        if (place.endsWith('/nowhere')) return { is: 'refused', why: 'no such place' };
        if (unreachable.has(place)) return { is: 'unreachable', why: 'does not want to be written to' };
        const remote = `${above(place)}/${++counter}`;
        posts.push({ remote, place, key: posting.key, ...draw(posting) });
        return { is: 'sent', remote };
      }),
    update: async (remote, posting) =>
      attempt(remote, 'update', () => {
        const post = posts.find((each) => each.remote === remote);
        if (!post) return { is: 'gone' };
        Object.assign(post, draw(posting));
        return { is: 'sent', remote };
      }),
    remove: async (remote) =>
      attempt(remote, 'remove', () => {
        const index = posts.findIndex((each) => each.remote === remote);
        if (index < 0) return { is: 'gone' };
        posts.splice(index, 1);
        return { is: 'sent', remote };
      }),
    find: async (place, keys): Promise<Found> => {
      const sent = attempt(place, 'find', () => ({ is: 'sent', remote: '' }));
      if (sent.is !== 'sent') return sent as Exclude<Found, ReadonlyMap<string, string>>;
      return new Map(
        posts.filter((post) => post.place === place && keys.includes(post.key)).map(({ key, remote }) => [key, remote]),
      );
    },
  };
  return platform;
}
