import type { Tx } from '../../../db/store.ts';
import { changeHold } from '../change-hold.ts';
import { lapse } from './rules.ts';
import { readHandoff } from './store.ts';

/** Two hours without an answer: the offer is over, the sender is told. One that was answered is left as it is. */
export async function returnHandoff(tx: Tx, id: string, now: number): Promise<void> {
  const handoff = await readHandoff(tx.db, id);
  if (handoff?.state !== 'offered') return;
  await changeHold(
    tx,
    'baton',
    handoff.lead,
    (hold) => lapse(hold, id),
    { kind: 'lead.handoff-returned', detail: { handoff: id, to: handoff.to.id }, ends: { state: 'returned' } },
    now,
  );
}
