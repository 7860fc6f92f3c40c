import { day } from '../../kernel/clock.ts';
import { type Channel, missed } from '../channels.ts';
import type { Touched } from './facts.ts';
import { sameFamily, sameOffer } from './offer.ts';
import type { Question, Reason, Rule } from './rule.ts';
import type { Values } from './values.ts';

const written: readonly Channel[] = ['email', 'mailing', 'message'];
/** A mailing and an e-mail meet the same eyes, a call and a visit the same ear. */
const alike = (one: Channel, other: Channel): boolean => written.includes(one) === written.includes(other);

/** For how long (ms) after a touch nobody else should contact the client. A message is read, and answered, as one speaks. */
export function coolOff(channel: Channel, { coolOffVoice, coolOffWritten }: Values): number {
  return (channel === 'email' || channel === 'mailing' ? coolOffWritten : coolOffVoice) * day;
}

/**
 * Red: somebody else contacted the client within the cool-off by a like channel; amber: by another. Of several touches
 * by a like channel the latest counts, and so of those by others.
 */
export const touched: Rule = ({ facts, channel, actor, values, now }) => {
  const recent = reaching(facts.touches, now).filter(
    (touch) => touch.who.id !== actor && now < touch.at + coolOff(touch.channel, values),
  );
  const latest = [true, false].flatMap((same) => recent.find((touch) => alike(touch.channel, channel) === same) ?? []);
  return latest.map(({ who, at, about, ...touch }) => ({
    code: 'touched',
    light: alike(touch.channel, channel) ? 'red' : 'amber',
    who,
    at,
    about,
    channel: touch.channel,
    until: at + coolOff(touch.channel, values),
  }));
};

/**
 * Too much of us: touches of both departments together in a day (amber), in seven days and in thirty (red). Whoever
 * has the client knows better when to speak to them, so for them it is amber.
 */
export const capped: Rule = (question) =>
  windows.flatMap(({ code, most, days, light }) =>
    overCap(question, { code, days, light, most: question.values[most] }),
  );

const windows = [
  { code: 'capped-day', most: 'mostInDay', days: 1, light: 'amber' },
  { code: 'capped-week', most: 'mostInWeek', days: 7, light: 'red' },
  { code: 'capped-month', most: 'mostInMonth', days: 30, light: 'red' },
] as const;

type Window = { code: Reason['code']; days: number; light: Reason['light']; most: number };

function overCap({ facts, actor, channel, now }: Question, { code, days, light, most }: Window): Reason[] {
  const inside = reaching(facts.touches, now).filter(({ at }) => at > now - days * day);
  const [latest] = inside;
  // Below the cap again once the one that fills it is as old as the window.
  const filling = inside[most - 1];
  if (most === 0 || !latest || !filling) return [];
  const own = channel !== 'mailing' && facts.holders.some(({ who }) => who.id === actor);
  const until = filling.at + days * day;
  return [{ code, light: own ? 'amber' : light, who: latest.who, at: latest.at, count: inside.length, until }];
}

/**
 * Red: the same offer, or one of its family, was proposed to the client by somebody else; or was mailed, and would be
 * mailed again.
 */
export const proposed: Rule = ({ facts, channel, offer, actor, values, now }) => {
  if (offer === undefined) return [];
  const recent = reaching(facts.touches, now).filter(
    ({ who, at }) => now < at + values.sameOffer * day && (who.id !== actor || channel === 'mailing'),
  );
  const same = recent.find(({ about }) => sameOffer(about, offer));
  if (same) return [reasonOf('same-offer', 'red', same, values.sameOffer)];
  const akin = recent.find(({ about }) => sameFamily(about, offer, facts.families));
  return akin ? [reasonOf('same-family', 'red', akin, values.sameOffer)] : [];
};

/** Amber: the same offer, or one of its family, was proposed by somebody else to a colleague of the client. */
export const proposedThere: Rule = ({ facts, offer, actor, values, now }) => {
  if (offer === undefined) return [];
  const there = reaching(facts.proposedThere, now).find(
    ({ who, about, at }) =>
      (sameOffer(about, offer) || sameFamily(about, offer, facts.families)) &&
      now < at + values.sameOfferThere * day &&
      who.id !== actor,
  );
  return there ? [reasonOf('same-offer-there', 'amber', there, values.sameOfferThere)] : [];
};

/** Amber: the offer is not made any more. */
export const outdated: Rule = ({ facts: { offerOver }, offer, actor }) =>
  offer === undefined || offerOver === undefined
    ? []
    : [{ code: 'offer-over', light: 'amber', who: { id: actor, name: actor }, at: offerOver }];

/** Amber: an offer to somebody who never came to us, and whom we have contacted before without their asking. */
export const unasked: Rule = ({ facts, offer, now }) => {
  const [latest] = reaching(facts.touches, now);
  if (offer === undefined || facts.came || !latest) return [];
  return [{ code: 'unasked', light: 'amber', who: latest.who, at: latest.at, about: latest.about }];
};

function reasonOf(code: Reason['code'], light: Reason['light'], touch: Touched, days: number): Reason {
  const { who, at, about, channel } = touch;
  return { code, light, who, at, about, channel, until: at + days * day };
}

/** Touches that reached the client. */
function reaching(touches: readonly Touched[], now: number): Touched[] {
  return touches.filter(({ at, outcome }) => at <= now && !missed.includes(outcome ?? ''));
}
