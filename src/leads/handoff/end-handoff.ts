import type { Tx } from '../../../db/store.ts';
import { behind, direct, want } from '../../chat/want.ts';
import { type Handoff, handoffSubject } from './handoff.ts';
import { closeHandoff, readHandoff } from './store.ts';

/** How a handoff ended, with the receiver's reason if they declined. */
export type Ending = {
  readonly state: Exclude<Handoff['state'], 'offered'>;
  readonly reason?: string;
  readonly note?: string | undefined;
};

/** Ends a handoff beside the change of the hold that ended it; the sender is told of what they did not do themselves. */
export async function endHandoff(
  tx: Tx,
  id: string,
  { state, reason, note, by }: Ending & { readonly by: string },
  now: number,
): Promise<void> {
  const answered_by = state === 'accepted' || state === 'declined' ? by : null;
  await closeHandoff(tx.db, id, { state, reason: reason ?? null, note: note ?? null, answered_at: now, answered_by });
  await behind(tx, handoffSubject(id));
  const handoff = await readHandoff(tx.db, id);
  if (!handoff || state === 'withdrawn') return;
  await want(tx, { place: direct(handoff.from.id), kind: 'lead.handoff-answer', subject: handoffSubject(id) }, now);
}
