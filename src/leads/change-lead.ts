import type { Tx } from '../../db/store.ts';
import { homeSubject } from '../chat/home.ts';
import { behind, direct, want } from '../chat/want.ts';
import { tellStanding } from '../clients/standing.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { append, type Entry } from '../ledger/append.ts';
import { dueAt } from '../schedule/due.ts';
import { person } from '../words/text.ts';
import { askSubject } from './asks/ask.ts';
import { endAsks } from './asks/ask-store.ts';
import { sameWait } from './clocks/clock.ts';
import { noteInThread, tellWatchers } from './clocks/tell.ts';
import { armTimes, timesFor } from './clocks/times.ts';
import { type Ending, endHandoff } from './handoff/end-handoff.ts';
import { type Hold, heldBy, isFree, named, offeredIn } from './hold.ts';
import { type Closed, type Lead, subjectOf } from './lead.ts';
import { roomOf } from './room-of.ts';
import { isClosed, type Stage } from './stages/stages.ts';
import { readLead, saveLead } from './store.ts';

/** What a lead is to be: who has it, and what else of it is another. */
export type Next = {
  readonly hold: Hold;
  readonly stage?: Stage;
  readonly introducer?: string;
  readonly closed?: Closed;
  /** What it waits for begins anew, though nobody else has it. */
  readonly anew?: true;
};

/** What the ledger is told of a change. */
export type What = Pick<Entry, 'kind' | 'detail' | 'words'> & {
  /** What becomes of a handoff that this ends; whoever changes the hold otherwise withdraws it. */
  readonly ends?: Ending;
  /** The lead's thread tells it too. */
  readonly noted?: true;
};

/**
 * Changes a lead: asks the rule, saves on condition that nobody was faster, tells the ledger and the client, starts the
 * clock of what it waits for now, marks its posts behind. Whoever was not fast enough is judged again by the truth that
 * won, so nobody wins twice. A rule that gives `undefined` leaves everything as it is.
 */
export async function changeLead(
  tx: Tx,
  actor: string,
  number: number,
  rule: (lead: Lead) => Next | Refusal | undefined,
  told: What | ((before: Lead) => What),
  now: number,
): Promise<Lead | Refusal> {
  for (;;) {
    const before = await readLead(tx.db, number);
    if (!before) return refuse('lead.unknown', { number: String(number) });
    const next = named(rule(before), number);
    if (next === undefined) return before;
    if (isRefusal(next)) return next;
    const after = changed(before, next, now);
    const full = await fullRefusal(tx, before, after, now);
    if (full) return full;
    const times = waitsAnew(before, after, next) ? await timesFor(tx.db, after, now) : undefined;
    if (!(await saveLead(tx.db, after, times, now, next))) continue;
    const what = typeof told === 'function' ? told(before) : told;
    await follow(tx, actor, before, after, what, now);
    if (times) await armTimes(tx, number, times);
    return times ? { ...after, clock: times.clock, lease: times.lease?.until, leased: times.lease } : after;
  }
}

/** A change of who has a lead, and of nothing else; nobody else gets a lead that is closed (`lead.closed`). */
export function changeHold(
  tx: Tx,
  actor: string,
  number: number,
  rule: (hold: Hold, lead: Lead) => Hold | Refusal,
  what: What,
  now: number,
): Promise<Lead | Refusal> {
  const next = (lead: Lead): Next | Refusal => {
    const hold = rule(lead.hold, lead);
    if (isRefusal(hold)) return hold;
    return lead.closed ? refuse('lead.closed') : { hold };
  };
  return changeLead(tx, actor, number, next, what, now);
}

function changed(before: Lead, { hold, stage, closed }: Next, now: number): Lead {
  const at = stage ?? before.stage;
  return {
    ...before,
    hold,
    stage: at,
    version: before.version + 1,
    closed: closed ?? (isClosed(at) ? (before.closed ?? { ...nothingSold, at: now }) : undefined),
  };
}

const nothingSold = { reason: undefined, amount: undefined, currency: undefined, product: undefined };

function waitsAnew(before: Lead, after: Lead, { anew }: Next): boolean {
  return anew === true || before.stage !== after.stage || !sameWait(before.hold, after.hold);
}

/** Nobody gets more leads at a time than their cap, by whatever way. */
async function fullRefusal(tx: Tx, before: Lead, after: Lead, now: number): Promise<Refusal | undefined> {
  const owner = heldBy(after.hold)?.owner;
  const same = heldBy(before.hold)?.owner.id === owner?.id && Boolean(before.closed) === Boolean(after.closed);
  if (!owner || same || after.closed) return undefined;
  const room = await roomOf(tx, owner.id, now);
  return room && room.active >= room.cap
    ? refuse('lead.full', { who: person(owner), cap: room.cap, number: String(after.number) })
    : undefined;
}

/** What was asked of whoever had it nobody answers any more; whoever asked is told, unless they have it now. */
async function tellAskers(tx: Tx, { number, hold }: Lead, now: number): Promise<void> {
  for (const { id, asker_id: asker } of await endAsks(tx.db, number, now)) {
    await behind(tx, askSubject(id));
    if (heldBy(hold)?.owner.id === asker) continue;
    await want(tx, { place: direct(asker), kind: 'lead.ask-answer', subject: askSubject(id) }, now);
  }
}

/** Everything that follows from a change, in its own transaction. */
async function follow(tx: Tx, actor: string, before: Lead, after: Lead, what: What, now: number): Promise<void> {
  const { client, number, stage, hold } = after;
  const { ends, noted, ...entry } = what;
  const offered = offeredIn(before.hold);
  if (offered && offeredIn(hold)?.id !== offered.id)
    await endHandoff(tx, offered.id, { ...(ends ?? { state: 'withdrawn' }), by: actor }, now);
  const row = await append(tx, { stream: client, client, lead: number, actor, ...entry }, now);
  const held = after.closed ? undefined : heldBy(hold);
  await tellStanding(tx, { lead: number, client, stage, owner: held?.owner.id ?? null, since: held?.since ?? now });
  if (heldBy(before.hold)?.owner.id !== heldBy(hold)?.owner.id || after.closed) await tellAskers(tx, after, now);
  const owner = heldBy(before.hold)?.owner.id;
  // A slot is free again: what waits for one is looked at; what nobody has now goes the way of its rule once more.
  if (owner !== undefined && (after.closed || heldBy(hold)?.owner.id !== owner)) {
    await dueAt(tx, { kind: 'lead.pull', key: 'freed', at: now });
    if (isFree(hold) && !after.closed)
      await dueAt(tx, { kind: 'lead.route', key: `${number}/${after.version}`, at: now, detail: { passed: owner } });
  }
  if (noted) await noteInThread(tx, number, row, now);
  if (!isFree(before.hold) && isFree(hold) && !after.closed) await tellWatchers(tx, number, actor, now);
  const to = offeredIn(hold)?.to;
  const turn = hold.hold === 'offered' ? hold.to.id : undefined;
  const homes = [owner, heldBy(hold)?.owner.id, to && 'id' in to ? to.id : undefined, turn];
  await behind(tx, subjectOf(number), ...homes.flatMap((id) => (id === undefined ? [] : [homeSubject(id)])));
}
