import type { Person } from '../../chat/directory.ts';
import { hour } from '../../kernel/clock.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { person, time } from '../../words/text.ts';
import { type Claimed, type Hold, notTheirs, type Offered, offeredIn } from '../hold.ts';

/** For how long (ms) a colleague can answer before the lead goes back. */
export const answerWithin = 2 * hour;

/** Offering a lead to a colleague: only its owner can, to somebody else, and to one at a time. */
export function offer(hold: Hold, who: Person, offered: Offered): Hold | Refusal {
  const refusal = notTheirs(hold, who);
  if (refusal || hold.hold === 'free') return refusal ?? hold;
  if (hold.handoff) return refuse('handoff.open', { to: person(hold.handoff.to) });
  if (offered.to.id === who.id) return refuse('handoff.self');
  return { ...hold, handoff: offered };
}

/** Accepting: only the receiver can, and the lead is theirs from now. */
export function accept(hold: Hold, who: Person, id: string, now: number): Hold | Refusal {
  return forReceiver(hold, who, id) ?? { hold: 'claimed', owner: who, since: now, handed: true };
}

/** Declining: only the receiver can; the lead stays with the sender. */
export function decline(hold: Hold, who: Person, id: string): Hold | Refusal {
  return forReceiver(hold, who, id) ?? withoutHandoff(hold);
}

/** Taking an offer back: only the sender can. */
export function withdraw(hold: Hold, who: Person, id: string): Hold | Refusal {
  return over(hold, id) ?? notTheirs(hold, who) ?? withoutHandoff(hold);
}

/** Nobody answered in time: the lead stays with the sender. */
export function lapse(hold: Hold, id: string): Hold | Refusal {
  return over(hold, id) ?? withoutHandoff(hold);
}

function forReceiver(hold: Hold, who: Person, id: string): Refusal | undefined {
  const refusal = over(hold, id);
  const offered = offeredIn(hold);
  if (refusal || offered?.to.id === who.id) return refusal;
  return refuse('handoff.not-yours', offered ? { to: person(offered.to) } : {});
}

function over(hold: Hold, id: string): Refusal | undefined {
  if (offeredIn(hold)?.id === id) return undefined;
  if (hold.hold === 'free') return refuse('handoff.over-free');
  return refuse('handoff.over', { owner: person(hold.owner), since: time(hold.since, 'since') });
}

function withoutHandoff(hold: Hold): Hold {
  if (hold.hold === 'free') return hold;
  const { handoff: _over, ...kept } = hold satisfies Claimed;
  return kept;
}
