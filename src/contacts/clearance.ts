import { day } from '../kernel/clock.ts';
import { type Channel, missed } from './channels.ts';

/** Somebody, or a program that reports touches. */
export type Named = { readonly id: string; readonly name: string };

/** What is known of a client at the moment before a contact; instants in epoch ms. */
export type Facts = {
  /** Since when the client wants not to be contacted, and who noted it. */
  readonly stop: { readonly by: Named; readonly at: number } | undefined;
  /** Who is contacting the client now. */
  readonly reservation: Reservation | undefined;
  /** Who has which lead of the client. */
  readonly holders: readonly { readonly lead: number; readonly who: Named; readonly since: number }[];
  /** What went out lately, the latest first. */
  readonly touches: readonly Touched[];
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

export type Light = 'green' | 'amber' | 'red';

/** Why not, or not without thinking: who, when, about what. `until` is when this reason ends by itself. */
export type Reason = {
  readonly code: 'stopped' | 'reserved' | 'touched' | 'held';
  readonly light: Exclude<Light, 'green'>;
  readonly who: Named;
  readonly at: number;
  readonly channel?: Channel;
  readonly about?: string | null;
  readonly lead?: number;
  readonly until?: number;
};

/** The answer to "may I contact them?". `earliest` is when nothing but standing reasons would speak against it. */
export type Clearance = {
  readonly light: Light;
  readonly reasons: readonly Reason[];
  readonly earliest: number | undefined;
};

/** For how long (ms) after a touch nobody else should contact the client: three days by voice, seven by mail. */
export const coolOff: Readonly<Record<Channel, number>> = {
  call: 3 * day,
  meeting: 3 * day,
  message: 3 * day,
  visit: 3 * day,
  email: 7 * day,
  mailing: 7 * day,
};

/** No touch that is older than this matters. */
export const longestCoolOff = 7 * day;

const written: readonly Channel[] = ['email', 'mailing', 'message'];
/** A mailing and an e-mail meet the same eyes, a call and a visit the same ear. */
const alike = (one: Channel, other: Channel): boolean => written.includes(one) === written.includes(other);

/**
 * May this person contact this client by this channel now? Red: asked not to be contacted, somebody is at it, or
 * somebody was by a like channel within the cool-off. Amber: by another channel, or somebody else has the client.
 * One's own touches and leads speak against nothing.
 */
export function clear(facts: Facts, channel: Channel, actor: string, now: number): Clearance {
  const reasons = [
    ...stopped(facts),
    ...reserved(facts, actor, now),
    ...touched(facts, channel, actor, now),
    ...held(facts, actor),
  ];
  const ends = reasons.flatMap(({ until }) => until ?? []);
  return {
    light: reasons.some(({ light }) => light === 'red') ? 'red' : reasons.length > 0 ? 'amber' : 'green',
    reasons,
    earliest: ends.length > 0 ? Math.max(...ends) : undefined,
  };
}

function stopped({ stop }: Facts): Reason[] {
  return stop ? [{ code: 'stopped', light: 'red', who: stop.by, at: stop.at }] : [];
}

function reserved({ reservation }: Facts, actor: string, now: number): Reason[] {
  if (!reservation || reservation.who.id === actor || reservation.until <= now || reservation.since > now) return [];
  const { who, channel, since, until } = reservation;
  return [{ code: 'reserved', light: 'red', who, channel, at: since, until }];
}

/** Of several touches by a like channel the latest counts, and so of those by others. */
function touched({ touches }: Facts, channel: Channel, actor: string, now: number): Reason[] {
  const recent = touches.filter(
    (touch) =>
      touch.who.id !== actor &&
      touch.at <= now &&
      !missed.includes(touch.outcome ?? '') &&
      now < touch.at + coolOff[touch.channel],
  );
  const latest = [true, false].flatMap((same) => recent.find((touch) => alike(touch.channel, channel) === same) ?? []);
  return latest.map(({ who, at, about, ...touch }) => ({
    code: 'touched',
    light: alike(touch.channel, channel) ? 'red' : 'amber',
    who,
    at,
    about,
    channel: touch.channel,
    until: at + coolOff[touch.channel],
  }));
}

/** Two leads with one person are one reason. */
function held({ holders }: Facts, actor: string): Reason[] {
  const others = holders.filter(({ who }) => who.id !== actor);
  return others
    .filter(({ who }, index) => others.findIndex((other) => other.who.id === who.id) === index)
    .map(({ who, since, lead }) => ({ code: 'held', light: 'amber', who, lead, at: since }));
}
