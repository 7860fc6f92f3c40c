import type { Person } from '../chat/directory.ts';
import { minute } from '../kernel/clock.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { person, time } from '../words/text.ts';

type Named = { readonly id: string; readonly name: string };

/** Who has a lead now. */
export type Hold = Free | Held;
/** Nobody has it; while it is offered to somebody in turn, only they can claim it, until a moment (epoch ms). */
export type Free = { readonly hold: 'free' } | { readonly hold: 'offered'; readonly to: Named; readonly until: number };

/** Somebody has it: they have claimed it, they work on it (the client was contacted), or they wait for the client. */
export type Held = {
  readonly hold: 'claimed' | 'working' | 'paused';
  readonly owner: Named;
  readonly since: number;
  /** They have it from a colleague. */
  readonly handed?: true;
  /** The lead has been offered to a colleague; until they accept, the owner stays responsible. */
  readonly handoff?: Offered;
  /** Until when (epoch ms) they wait for the client. */
  readonly until?: number;
};

/** A handoff that waits for its receiver's answer, at most until a moment (epoch ms): of a colleague, or of a department. */
export type Offered = { readonly id: string; readonly to: Receiver; readonly at: number; readonly until: number };
export type Receiver = Named | { readonly department: 'marketing' | 'sales' };

/** For how long (ms) a claim can be undone by whoever made it. */
export const undoWindow = minute;

/** Claiming: only a free lead can be claimed, and one that is offered in turn only by whose turn it is. */
export function claim(hold: Hold, who: Pick<Person, 'id' | 'name'>, now: number): Hold | Refusal {
  if (hold.hold === 'offered' && hold.to.id !== who.id)
    return refuse('lead.offered', { to: person(hold.to), until: time(hold.until, 'since') });
  if (isFree(hold)) return { hold: 'claimed', owner: { id: who.id, name: who.name }, since: now };
  if (hold.owner.id === who.id) return refuse('lead.yours', { since: time(hold.since, 'since') });
  return refuse('lead.taken', { owner: person(hold.owner), since: time(hold.since, 'since') });
}

/** Giving back: only whoever has it can. */
export function release(hold: Hold, who: Person): Hold | Refusal {
  return notTheirs(hold, who) ?? { hold: 'free' };
}

/** Undoing a claim: only whoever made it, and only for a minute. */
export function undo(hold: Hold, who: Person, now: number): Hold | Refusal {
  const held = theirs(hold, who);
  if (isRefusal(held)) return held;
  if (held.handed) return refuse('lead.undo-handed');
  const until = held.since + undoWindow;
  return now <= until ? { hold: 'free' } : refuse('lead.undo-late', { until: time(until, 'since') });
}

/** Whether an undo would still be let through. */
export function canUndo(hold: Hold, who: Person, now: number): boolean {
  return !isRefusal(undo(hold, who, now));
}

/** The client was contacted by whoever has the lead, or wrote: from now it is being worked on. */
export function work(hold: Hold): Hold {
  if (isFree(hold) || hold.hold === 'working') return hold;
  const { until: _over, ...held } = hold;
  return { ...held, hold: 'working' };
}

/** Waiting for the client: only whoever works on it can, and only once they have contacted the client. */
export function pause(hold: Hold, who: Person, until: number): Hold | Refusal {
  const held = theirs(hold, who);
  if (isRefusal(held)) return held;
  return held.hold === 'claimed' ? refuse('lead.untouched') : { ...held, hold: 'paused', until };
}

/** Waiting no longer: only whoever has it can, and only while they wait. */
export function resume(hold: Hold, who: Person): Hold | Refusal {
  const held = theirs(hold, who);
  if (isRefusal(held)) return held;
  return held.hold === 'paused' ? work(held) : refuse('lead.not-paused');
}

/** Taking over from whoever has it, as a manager. */
export function takeOver(hold: Hold, who: Person, now: number): Hold | Refusal {
  if (who.role === 'rep') return refuse('lead.not-manager');
  if (isFree(hold)) return refuse('lead.free');
  if (hold.owner.id === who.id) return refuse('lead.yours', { since: time(hold.since, 'since') });
  return { hold: 'claimed', owner: who, since: now, handed: true };
}

/** Whether nobody has a lead. */
export function isFree(hold: Hold): hold is Free {
  return hold.hold === 'free' || hold.hold === 'offered';
}

/** A lead as somebody has it; undefined while nobody does. */
export function heldBy(hold: Hold): Held | undefined {
  return isFree(hold) ? undefined : hold;
}

/** The handoff of a lead that waits for an answer, if any. */
export function offeredIn(hold: Hold): Offered | undefined {
  return heldBy(hold)?.handoff;
}

/** The same hold without an offer to a colleague. */
export function withoutHandoff(hold: Hold): Hold {
  if (isFree(hold)) return hold;
  const { handoff: _over, ...kept } = hold;
  return kept;
}

/** Why somebody may not do what only the owner may. */
export function notTheirs(hold: Hold, who: Pick<Person, 'id'>): Refusal | undefined {
  const held = theirs(hold, who);
  return isRefusal(held) ? held : undefined;
}

function theirs(hold: Hold, who: Pick<Person, 'id'>): Held | Refusal {
  if (isFree(hold)) return refuse('lead.free');
  if (hold.owner.id === who.id) return hold;
  return refuse('lead.not-yours', { owner: person(hold.owner), since: time(hold.since, 'since') });
}

/** A refusal about a lead says which: the answer may stand far from the card that was pressed. */
export function named<Result>(judged: Result | Refusal, number: number): Result | Refusal {
  return isRefusal(judged) ? { ...judged, params: { ...judged.params, number: String(number) } } : judged;
}
