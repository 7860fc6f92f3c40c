import type { Db } from '../../db/schema.ts';
import type { Tx } from '../../db/store.ts';
import { minute } from '../kernel/clock.ts';
import { tidy } from '../kernel/text.ts';
import { append } from '../ledger/append.ts';
import { noteInThread } from './clocks/tell.ts';

/** Whoever sends the same again so soon has pressed twice, or their program has tried again. */
const sameWithin = 5 * minute;

/** The open lead of a client, by all its ids, that said the same by the same source a moment ago. */
export async function saidJustNow(
  db: Db,
  members: readonly string[],
  { source, message }: { readonly source: string; readonly message: string | undefined },
  now: number,
): Promise<number | undefined> {
  const rows = await db
    .selectFrom('lead')
    .select(['number', 'message'])
    .where('client_id', 'in', members)
    .where('source', '=', source)
    .where('arrived_at', '>=', now - sameWithin)
    .where('closed_at', 'is', null)
    .orderBy('number', 'desc')
    .execute();
  return rows.find((lead) => asWords(lead.message ?? '') === asWords(message ?? ''))?.number;
}

function asWords(text: string): string {
  return tidy(text).replace(/\s+/g, ' ').trim().toLowerCase();
}

/** The same enquiry once more: no card of its own, but a line in the history and in the lead's thread. */
export async function noteAskedAgain(
  tx: Tx,
  { lead, client, actor }: { readonly lead: number; readonly client: string; readonly actor: string },
  now: number,
): Promise<void> {
  const row = await append(tx, { stream: client, client, lead, actor, kind: 'lead.asked-again' }, now);
  await noteInThread(tx, lead, row, now);
}
