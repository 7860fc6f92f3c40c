import type { Holding } from './facts.ts';
import type { Rule } from './rule.ts';

/** Stages in which one voice speaks to the client. */
const delicate: readonly string[] = ['negotiating'];

/** Red: the client asked not to be contacted, at all or in this way. */
export const stopped: Rule = ({ facts: { stops }, channel }) => {
  const said = stops.find((stop) => stop.channel === 'any') ?? stops.find((stop) => stop.channel === channel);
  if (!said) return [];
  const code = said.channel === 'any' ? 'stopped' : 'stopped-here';
  return [{ code, light: 'red', who: said.by, at: said.at, channel }];
};

/** Red: somebody is contacting the client now. */
export const reserved: Rule = ({ facts: { reservation }, actor, now }) => {
  if (!reservation || reservation.who.id === actor || reservation.until <= now || reservation.since > now) return [];
  const { who, channel, since, until } = reservation;
  return [{ code: 'reserved', light: 'red', who, channel, at: since, until }];
};

/** Amber: somebody else has agreed with the client when to speak next; until then it is theirs to keep. */
export const agreed: Rule = ({ facts, actor, now }) =>
  facts.agreed
    .filter(({ who, until }) => who.id !== actor && now < until)
    .map((step) => ({ code: 'agreed', light: 'amber', ...step }));

/** Amber: somebody else has the client. Two leads with one person are one reason. */
export const held: Rule = ({ facts: { holders }, actor }) =>
  others(holders, actor)
    .filter(({ stage }) => !delicate.includes(stage))
    .map(({ who, since, lead }) => ({ code: 'held', light: 'amber', who, lead, at: since }));

/** Red for a mailing, else amber: somebody else is negotiating with the client. */
export const negotiating: Rule = ({ facts: { holders }, channel, actor }) =>
  others(holders, actor)
    .filter(({ stage }) => delicate.includes(stage))
    .map(({ who, since, lead }) => ({
      code: 'negotiating',
      light: channel === 'mailing' ? 'red' : 'amber',
      who,
      lead,
      at: since,
    }));

/** Amber: it may be a client whom somebody else has. */
export const double: Rule = ({ facts: { doubles }, actor }) =>
  others(doubles, actor).map(({ who, since, lead }) => ({ code: 'double', light: 'amber', who, lead, at: since }));

/** What others have, one of each: the most delicate. */
function others(all: readonly Holding[], actor: string): Holding[] {
  const sorted = all
    .filter(({ who }) => who.id !== actor)
    .toSorted((one, other) => Number(delicate.includes(other.stage)) - Number(delicate.includes(one.stage)));
  return sorted.filter(({ who }, index) => sorted.findIndex((other) => other.who.id === who.id) === index);
}
