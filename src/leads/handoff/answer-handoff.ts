import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { changeHold, type What } from '../change-hold.ts';
import type { Hold } from '../hold.ts';
import type { Lead } from '../lead.ts';
import type { DeclineReason } from '../reasons.ts';
import type { Handoff } from './handoff.ts';
import { accept, decline, withdraw } from './rules.ts';
import { readHandoff } from './store.ts';

/** The receiver takes the lead over. Refusals: `handoff.over`, `handoff.over-free`, `handoff.not-yours`. */
export function acceptHandoff(tx: Tx, who: Person, id: string, now: number): Promise<Lead | Refusal> {
  const rule = (hold: Hold) => accept(hold, who, id, now);
  return answer(tx, who, id, rule, ({ from }) => ({ ...told('accepted', id, from), ends: { state: 'accepted' } }), now);
}

/** The receiver does not take it, and says why; it stays with the sender. Refusals as for accepting. */
export function declineHandoff(
  tx: Tx,
  who: Person,
  input: { id: string; reason: DeclineReason; note?: string | undefined },
  now: number,
): Promise<Lead | Refusal> {
  const { id, reason, note } = input;
  const rule = (hold: Hold) => decline(hold, who, id);
  const what = ({ from }: Handoff): What => {
    const { kind, detail } = told('declined', id, from);
    const words = note ? { words: { note } } : {};
    return { kind, detail: { ...detail, reason }, ...words, ends: { state: 'declined', reason, note } };
  };
  return answer(tx, who, id, rule, what, now);
}

/** The sender takes the offer back. Refusals: `handoff.over`, `handoff.over-free`, `lead.not-yours`. */
export function withdrawHandoff(tx: Tx, who: Person, id: string, now: number): Promise<Lead | Refusal> {
  const rule = (hold: Hold) => withdraw(hold, who, id);
  return answer(tx, who, id, rule, ({ to }) => ({ ...told('withdrawn', id, to), ends: { state: 'withdrawn' } }), now);
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
function told(end: keyof typeof kinds, handoff: string, other: { readonly id: string }) {
  return { kind: kinds[end], detail: { handoff, to: other.id } };
}
