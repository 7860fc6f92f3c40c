import type { Tx } from '../../../db/store.ts';
import { dutyPerson } from '../../team/duty/read-duty.ts';
import { changeHold } from '../change-lead.ts';
import { tell } from '../clocks/tell.ts';
import { receiverId } from './answer-handoff.ts';
import { lapse } from './rules.ts';
import { readHandoff } from './store.ts';

/** Nobody has answered in time: the offer is over, the sender is told. One that was answered is left as it is. */
export async function returnHandoff(tx: Tx, id: string, now: number): Promise<void> {
  const handoff = await readHandoff(tx.db, id);
  if (handoff?.state !== 'offered') return;
  const what = {
    kind: 'lead.handoff-returned',
    detail: { handoff: id, to: receiverId(handoff) },
    ends: { state: 'returned' },
  } as const;
  await changeHold(tx, 'baton', handoff.lead, (hold) => lapse(hold, id), what, now);
}

/** The answer is due soon: the receiver is reminded, unless the time is over already. */
export async function remindReceiver(tx: Tx, id: string, now: number): Promise<void> {
  const handoff = await readHandoff(tx.db, id);
  if (handoff?.state !== 'offered' || now >= handoff.until) return;
  const { to, lead, offeredAt } = handoff;
  const asked = 'id' in to ? to.id : (await dutyPerson(tx.db, to.department, now))?.id;
  if (asked !== undefined) await tell(tx, [asked], { lead, kind: 'answer-remind', at: offeredAt }, now);
}
