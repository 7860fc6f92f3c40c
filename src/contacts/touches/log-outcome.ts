import type { Tx } from '../../../db/store.ts';
import { membersOf } from '../../clients/store.ts';
import { day } from '../../kernel/clock.ts';
import { historyOfStreams } from '../../ledger/read.ts';
import { logTouch, type Touch } from './log-touch.ts';

/** What was announced stands among the latest of its client. */
const mostRecent = 50;
/** Whoever was warned so long ago was not warned of this. */
const remembered = day;

/**
 * Logs what came of a contact that was announced by a button. Whoever announced it was warned then, and gave a reason
 * where one was needed; what they were not warned of, an offer that they name only now, say, counts as a near miss.
 */
export async function logOutcome(tx: Tx, touch: Touch & { readonly person: string }, now: number): Promise<void> {
  await logTouch(tx, { ...touch, shown: await shownTo(tx, touch, now) }, now);
}

async function shownTo({ db }: Tx, { client, person, channel }: Touch, now: number): Promise<readonly string[]> {
  const kinds = ['contact.reserved', 'contact.touched', 'contact.dropped'];
  const rows = await historyOfStreams(db, await membersOf(db, client), mostRecent, { kinds });
  const last = rows.find(({ actor }) => actor === person);
  if (last?.kind !== 'contact.reserved' || last.detail.channel !== channel || last.at < now - remembered) return [];
  return String(last.detail.reasons ?? '').split(' ');
}
