import type { Channel } from '../channels.ts';

/** Somebody, or a program that reports touches. */
export type Named = { readonly id: string; readonly name: string };

/** Whether it is somebody whom one can ask: programs and lists are `source:…` and `import:…`. */
export function isColleague({ id }: Named): boolean {
  return !/^(source|import):/.test(id);
}

/** What is known of a client at the moment before a contact; instants in epoch ms. */
export type Facts = {
  /** Since when the client wants not to be contacted, at all or in one way, and who noted it. */
  readonly stops: readonly Stop[];
  /** Who is contacting the client now. */
  readonly reservation: Reservation | undefined;
  /** What colleagues have agreed with the client for a day (`on`), and until when that holds. */
  readonly agreed: readonly Agreed[];
  /** Who has which lead of the client, and in which stage it is. */
  readonly holders: readonly Holding[];
  /** Who has a client that this one may be. */
  readonly doubles: readonly Holding[];
  /** Whether the client has ever come to us: by a lead, or otherwise. */
  readonly came: boolean;
  /** What went out in the last thirty days, the latest first. */
  readonly touches: readonly Touched[];
  /** What was proposed meanwhile to others at the same account, the latest first. */
  readonly proposedThere: readonly Touched[];
  /** The families of what was proposed, by the folded names of the offers. */
  readonly families: ReadonlyMap<string, string>;
  /** Since when the offer that is meant is over. */
  readonly offerOver: number | undefined;
  /** The zones (IANA) in which the client may be; none where nobody knows. */
  readonly zones: readonly string[];
};

export type Stop = { readonly channel: Channel | 'any'; readonly by: Named; readonly at: number };

export type Agreed = {
  readonly who: Named;
  readonly about: string;
  readonly at: number;
  readonly on: number;
  readonly until: number;
};

export type Holding = {
  readonly lead: number;
  readonly stage: string;
  readonly who: Named;
  readonly since: number;
};

export type Reservation = {
  readonly who: Named;
  readonly channel: Channel;
  readonly since: number;
  readonly until: number;
};

export type Touched = {
  readonly who: Named;
  readonly channel: Channel;
  readonly outcome: string | null;
  readonly about: string | null;
  readonly at: number;
};

/** Of a client about whom nothing speaks against a contact. */
export const nothingKnown: Facts = {
  stops: [],
  reservation: undefined,
  agreed: [],
  holders: [],
  doubles: [],
  came: true,
  touches: [],
  proposedThere: [],
  families: new Map(),
  offerOver: undefined,
  zones: [],
};
