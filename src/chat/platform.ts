import type { Say } from '../words/say.ts';
import type { Card } from './card.ts';
import type { Profile } from './directory.ts';

/** A card for a place, with the words of that place and the post's opaque key, by which it can be found again. */
export type Posting = { readonly card: Card; readonly say: Say; readonly key: string };

/** What came of a call that changes something on the platform. */
export type Sent =
  | { readonly is: 'sent'; readonly remote: string }
  /** Refused for its rate, and surely without effect; the wait, if one was told, holds for the whole lane. */
  | { readonly is: 'limited'; readonly lane: string; readonly waitMs: number | undefined }
  /** No answer came: it may have had its effect. */
  | { readonly is: 'unknown'; readonly why: string }
  /** Surely without effect, and worth another try. */
  | { readonly is: 'again'; readonly why: string }
  /** The platform does not let the bot write there; somewhere else it may. */
  | { readonly is: 'unreachable'; readonly why: string }
  /** The platform will never do this. */
  | { readonly is: 'refused'; readonly why: string }
  /** What was to be changed is no longer there. */
  | { readonly is: 'gone' };

/** What a look-up of posts by their keys found: remote by key, or nothing known because the look-up failed. */
export type Found = ReadonlyMap<string, string> | Exclude<Sent, { is: 'sent' | 'gone' }>;

/** A rate: at most `most` calls in any `windowMs`, counted under `key`. */
export type Lane = { readonly key: string; readonly most: number; readonly windowMs: number };

export type Method = 'post' | 'update' | 'remove' | 'find';

/** What the board and the router need of a chat platform. Places and identities are qualified: `slack:T1/C1`. */
export type Platform = {
  readonly name: string;
  /** The rates to obey for a call to a place. */
  lanes(place: string, method: Method): readonly Lane[];
  post(place: string, posting: Posting): Promise<Sent>;
  update(remote: string, posting: Posting): Promise<Sent>;
  remove(remote: string): Promise<Sent>;
  /** Looks for posts made since a moment (epoch ms). A key that is absent was not posted. */
  find(place: string, keys: readonly string[], since: number): Promise<Found>;
  /** The place of somebody's own page there, if the platform has such a thing; showing it again changes nothing. */
  homeOf?(identity: string): string;
  profile(identity: string): Promise<Profile>;
  /** A request that timed out here can still arrive there for so long (ms). */
  readonly settleMs: number;
};

/** The platform of a place or identity, by its prefix. */
export function platformOf(platforms: readonly Platform[], place: string): Platform | undefined {
  return platforms.find(({ name }) => place.startsWith(`${name}:`));
}
