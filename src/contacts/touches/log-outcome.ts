import type { Tx } from '../../../db/store.ts';
import { membersOf } from '../../clients/store.ts';
import { historyOfStreams } from '../../ledger/read.ts';
import { logTouch, type Touch } from './log-touch.ts';

/** What was announced stands among the latest of its client. */
const mostRecent = 50;

/**
 * Logs what came of a contact that was announced by a button. Whoever announced it was warned then, and gave a reason
 * where one was needed; from a button that is older than the contact it is a contact like any other that is told.
 */
export async function logOutcome(tx: Tx, touch: Touch & { readonly person: string }, now: number): Promise<void> {
  const announced = await wasAnnounced(tx, touch);
  await logTouch(tx, announced ? { ...touch, announced } : touch, now);
}

async function wasAnnounced({ db }: Tx, { client, person, channel }: Touch): Promise<true | undefined> {
  const kinds = ['contact.reserved', 'contact.touched', 'contact.dropped'];
  const rows = await historyOfStreams(db, await membersOf(db, client), mostRecent, { kinds });
  const last = rows.find(({ actor }) => actor === person);
  return last?.kind === 'contact.reserved' && last.detail.channel === channel ? true : undefined;
}
