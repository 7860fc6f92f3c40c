import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { changeHold } from '../change-hold.ts';
import type { Lead } from '../lead.ts';
import type { DeclineReason } from '../reasons.ts';
import { accept, decline, withdraw } from './rules.ts';
import { readHandoff } from './store.ts';

/** The receiver takes the lead over. Refusals: `handoff.over`, `handoff.over-free`, `handoff.not-yours`. */
export async function acceptHandoff(tx: Tx, who: Person, id: string, now: number): Promise<Lead | Refusal> {
  const handoff = await readHandoff(tx.db, id);
  if (!handoff) return refuse('handoff.unknown');
  return changeHold(
    tx,
    who.id,
    handoff.lead,
    (hold) => accept(hold, who, id, now),
    { kind: 'lead.handoff-accepted', detail: { handoff: id, to: handoff.from.id }, ends: { state: 'accepted' } },
    now,
  );
}

/** The receiver does not take it, and says why; it stays with the sender. Refusals as for accepting. */
export async function declineHandoff(
  tx: Tx,
  who: Person,
  input: { id: string; reason: DeclineReason; note?: string | undefined },
  now: number,
): Promise<Lead | Refusal> {
  const { id, reason, note } = input;
  const handoff = await readHandoff(tx.db, id);
  if (!handoff) return refuse('handoff.unknown');
  return changeHold(
    tx,
    who.id,
    handoff.lead,
    (hold) => decline(hold, who, id),
    {
      kind: 'lead.handoff-declined',
      detail: { handoff: id, reason, to: handoff.from.id },
      ...(note ? { words: { note } } : {}),
      ends: { state: 'declined', reason, note },
    },
    now,
  );
}

/** The sender takes the offer back. Refusals: `handoff.over`, `handoff.over-free`, `lead.not-yours`. */
export async function withdrawHandoff(tx: Tx, who: Person, id: string, now: number): Promise<Lead | Refusal> {
  const handoff = await readHandoff(tx.db, id);
  if (!handoff) return refuse('handoff.unknown');
  return changeHold(
    tx,
    who.id,
    handoff.lead,
    (hold) => withdraw(hold, who, id),
    { kind: 'lead.handoff-withdrawn', detail: { handoff: id, to: handoff.to.id }, ends: { state: 'withdrawn' } },
    now,
  );
}
