import type { Person } from '../../chat/directory.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { person, time } from '../../words/text.ts';
import {
  type Hold,
  heldBy,
  isFree,
  notTheirs,
  type Offered,
  offeredIn,
  type Receiver,
  withoutHandoff,
} from '../hold.ts';

/** Offering a lead to a colleague or a department: only its owner can, to somebody else, and to one at a time. */
export function offer(hold: Hold, who: Person, offered: Offered): Hold | Refusal {
  const refusal = notTheirs(hold, who);
  if (refusal || isFree(hold)) return refusal ?? hold;
  if (hold.handoff) return refuse('handoff.open', { until: time(hold.handoff.until, 'since') });
  if ('id' in offered.to && offered.to.id === who.id) return refuse('handoff.self');
  return { ...hold, handoff: offered };
}

/** Accepting: only the receiver can, or whoever of the department; the lead is theirs from now. */
export function accept(hold: Hold, who: Person, id: string, now: number): Hold | Refusal {
  const no = forReceiver(hold, who, id);
  if (no) return no;
  if (heldBy(hold)?.owner.id === who.id) return refuse('handoff.self');
  return { hold: 'claimed', owner: { id: who.id, name: who.name }, since: now, handed: true };
}

/** Declining: only the receiver can, for a department one of its managers; the lead stays with the sender. */
export function decline(hold: Hold, who: Person, id: string): Hold | Refusal {
  const no = forReceiver(hold, who, id);
  if (no) return no;
  const offered = offeredIn(hold);
  if (offered && 'department' in offered.to && who.role === 'rep') return refuse('handoff.for-all');
  return withoutHandoff(hold);
}

/** Taking an offer back: only the sender can. */
export function withdraw(hold: Hold, who: Person, id: string): Hold | Refusal {
  return over(hold, id) ?? notTheirs(hold, who) ?? withoutHandoff(hold);
}

/** Nobody answered in time: the lead stays with the sender. */
export function lapse(hold: Hold, id: string): Hold | Refusal {
  return over(hold, id) ?? withoutHandoff(hold);
}

/** Whether an offer is for somebody: without a department one may do what sales may. */
export function isFor(to: Receiver, who: Pick<Person, 'id' | 'department'>): boolean {
  return 'id' in to ? to.id === who.id : to.department === (who.department ?? 'sales');
}

/** Whether a handoff still waits for an answer that somebody may give. */
export function mayAnswer(hold: Hold, who: Person): boolean {
  const offered = offeredIn(hold);
  return offered !== undefined && !isRefusal(accept(hold, who, offered.id, 0));
}

function forReceiver(hold: Hold, who: Person, id: string): Refusal | undefined {
  const refusal = over(hold, id);
  const offered = offeredIn(hold);
  if (refusal || !offered || isFor(offered.to, who)) return refusal;
  return 'id' in offered.to
    ? refuse('handoff.not-yours', { to: person(offered.to) })
    : refuse(`handoff.for.${offered.to.department}`);
}

function over(hold: Hold, id: string): Refusal | undefined {
  if (offeredIn(hold)?.id === id) return undefined;
  if (isFree(hold)) return refuse('handoff.over-free');
  return refuse('handoff.over', { owner: person(hold.owner), since: time(hold.since, 'since') });
}
