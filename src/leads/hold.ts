import type { Person } from '../chat/directory.ts';
import { minute } from '../kernel/clock.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { person, time } from '../words/text.ts';

type Named = { readonly id: string; readonly name: string };

/** Who has a lead now. */
export type Hold = { readonly hold: 'free' } | Claimed;

export type Claimed = {
  readonly hold: 'claimed';
  readonly owner: Named;
  readonly since: number;
  /** They have it from a colleague. */
  readonly handed?: true;
  /** The lead has been offered to a colleague; until they accept, the owner stays responsible. */
  readonly handoff?: Offered;
};

/** A handoff that waits for its receiver's answer, at most until a moment (epoch ms). */
export type Offered = { readonly id: string; readonly to: Named; readonly at: number; readonly until: number };

/** For how long (ms) a claim can be undone by whoever made it. */
export const undoWindow = minute;

/** Claiming: only a free lead can be claimed. */
export function claim(hold: Hold, who: Person, now: number): Hold | Refusal {
  if (hold.hold === 'free') return { hold: 'claimed', owner: who, since: now };
  if (hold.owner.id === who.id) return refuse('lead.yours', { since: time(hold.since, 'since') });
  return refuse('lead.taken', { owner: person(hold.owner), since: time(hold.since, 'since') });
}

/** Giving back: only whoever has it can. */
export function release(hold: Hold, who: Person): Hold | Refusal {
  return notTheirs(hold, who) ?? { hold: 'free' };
}

/** Undoing a claim: only whoever made it, and only for a minute. */
export function undo(hold: Hold, who: Person, now: number): Hold | Refusal {
  const refusal = notTheirs(hold, who);
  if (refusal) return refusal;
  if (hold.hold === 'claimed' && hold.handed) return refuse('lead.undo-handed');
  const until = hold.hold === 'claimed' ? hold.since + undoWindow : now;
  return now <= until ? { hold: 'free' } : refuse('lead.undo-late', { until: time(until, 'since') });
}

/** Whether an undo would still be let through. */
export function canUndo(hold: Hold, who: Person, now: number): boolean {
  return !isRefusal(undo(hold, who, now));
}

/** The handoff of a lead that waits for an answer, if any. */
export function offeredIn(hold: Hold): Offered | undefined {
  return hold.hold === 'claimed' ? hold.handoff : undefined;
}

/** Why somebody may not do what only the owner may. */
export function notTheirs(hold: Hold, who: Pick<Person, 'id'>): Refusal | undefined {
  if (hold.hold === 'free') return refuse('lead.free');
  return hold.owner.id === who.id
    ? undefined
    : refuse('lead.not-yours', { owner: person(hold.owner), since: time(hold.since, 'since') });
}

/** A refusal about a lead says which: the answer may stand far from the card that was pressed. */
export function named(judged: Hold | Refusal, number: number): Hold | Refusal {
  return isRefusal(judged) ? { ...judged, params: { ...judged.params, number: String(number) } } : judged;
}
