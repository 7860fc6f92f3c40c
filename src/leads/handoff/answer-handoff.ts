import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { personById } from '../../team/store.ts';
import { changeHold, changeLead, type Next, type What } from '../change-lead.ts';
import { dutiesInForce } from '../clocks/in-force.ts';
import { stageFor } from '../duties/duties.ts';
import type { Hold } from '../hold.ts';
import type { Lead } from '../lead.ts';
import type { DeclineReason } from '../reasons.ts';
import { saveFields } from '../stages/field-store.ts';
import type { Handoff } from './handoff.ts';
import { accept, decline, withdraw } from './rules.ts';
import { readHandoff } from './store.ts';

/**
 * The receiver takes the lead over, in a stage that their department handles; whoever brought it keeps credit. Refusals:
 * `handoff.over`, `handoff.over-free`, `handoff.not-yours`, `handoff.for.marketing`, `handoff.for.sales`, `handoff.self`.
 */
export async function acceptHandoff(tx: Tx, who: Person, id: string, now: number): Promise<Lead | Refusal> {
  const handoff = await readHandoff(tx.db, id);
  if (!handoff) return refuse('handoff.unknown');
  const { value: duties } = await dutiesInForce(tx.db);
  const sender = await personById(tx.db, handoff.from.id);
  const between = (sender?.department ?? 'sales') !== (who.department ?? 'sales');
  const rule = (lead: Lead): Next | Refusal => {
    const hold = accept(lead.hold, who, id, now);
    if (isRefusal(hold)) return hold;
    const introducer = handoff.introducer?.id ?? lead.introducer?.id ?? (between ? handoff.from.id : undefined);
    const stage = stageFor(duties, lead.stage, who);
    return { hold, ...(stage ? { stage } : {}), ...(introducer === undefined ? {} : { introducer }) };
  };
  const what = (before: Lead): What => {
    const { kind, detail } = told('accepted', id, handoff.from.id);
    const stage = stageFor(duties, before.stage, who);
    return {
      kind,
      detail: { ...detail, ...(stage ? { stage, before: before.stage } : {}) },
      ends: { state: 'accepted' },
    };
  };
  const taken = await changeLead(tx, who.id, handoff.lead, rule, what, now);
  if (!isRefusal(taken)) await saveFields(tx.db, handoff.lead, { need: handoff.need }, handoff.from.id, now);
  return taken;
}

/** The receiver does not take it, and says why; it stays with the sender. Refusals as for accepting, and `handoff.for-all`. */
export function declineHandoff(
  tx: Tx,
  who: Person,
  input: { id: string; reason: DeclineReason; note?: string | undefined },
  now: number,
): Promise<Lead | Refusal> {
  const { id, reason, note } = input;
  const rule = (hold: Hold) => decline(hold, who, id);
  const what = ({ from }: Handoff): What => {
    const { kind, detail } = told('declined', id, from.id);
    const words = note ? { words: { note } } : {};
    return { kind, detail: { ...detail, reason }, ...words, ends: { state: 'declined', reason, note } };
  };
  return answer(tx, who, id, rule, what, now);
}

/** The sender takes the offer back. Refusals: `handoff.over`, `handoff.over-free`, `lead.not-yours`. */
export function withdrawHandoff(tx: Tx, who: Person, id: string, now: number): Promise<Lead | Refusal> {
  const rule = (hold: Hold) => withdraw(hold, who, id);
  const what = (handoff: Handoff): What => ({
    ...told('withdrawn', id, receiverId(handoff)),
    ends: { state: 'withdrawn' },
  });
  return answer(tx, who, id, rule, what, now);
}

/** The receiver as the ledger names them: a person's id, or a department. */
export function receiverId({ to }: Pick<Handoff, 'to'>): string {
  return 'id' in to ? to.id : to.department;
}

async function answer(
  tx: Tx,
  who: Person,
  id: string,
  rule: (hold: Hold) => Hold | Refusal,
  what: (handoff: Handoff) => What,
  now: number,
): Promise<Lead | Refusal> {
  const handoff = await readHandoff(tx.db, id);
  return handoff ? changeHold(tx, who.id, handoff.lead, rule, what(handoff), now) : refuse('handoff.unknown');
}

const kinds = {
  accepted: 'lead.handoff-accepted',
  declined: 'lead.handoff-declined',
  withdrawn: 'lead.handoff-withdrawn',
} as const;

/** The row of the ledger: the one on the other side of the handoff stands in it as `to`. */
function told(end: keyof typeof kinds, handoff: string, to: string) {
  return { kind: kinds[end], detail: { handoff, to } };
}
