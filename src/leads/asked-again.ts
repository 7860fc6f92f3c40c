import type { Db } from '../../db/schema.ts';
import type { Tx } from '../../db/store.ts';
import { minute } from '../kernel/clock.ts';
import { tidy } from '../kernel/text.ts';
import { append } from '../ledger/append.ts';
import { noteInThread } from './clocks/tell.ts';
import { type Enquiry, extraOf } from './enquiry.ts';

/** Whoever sends the same again so soon has pressed twice, or their program has tried again. */
const sameWithin = 5 * minute;

/** The open lead of a client, by all its ids, that said the same by the same source a moment ago. */
export async function saidJustNow(
  db: Db,
  members: readonly string[],
  { source, enquiry }: { readonly source: string; readonly enquiry: Enquiry },
  now: number,
): Promise<number | undefined> {
  const rows = await db
    .selectFrom('lead')
    .select(['number', 'message', 'phone', 'email', 'handle', 'company', 'campaign', 'extra'])
    .where('client_id', 'in', members)
    .where('source', '=', source)
    .where('arrived_at', '>=', now - sameWithin)
    .where('closed_at', 'is', null)
    .orderBy('number', 'desc')
    .execute();
  const said = wordsOf({ ...enquiry, extra: extraOf(enquiry) });
  return rows.find((lead) => wordsOf(lead) === said)?.number;
}

type Said = { readonly [field in (typeof fields)[number]]?: string | null | undefined } & {
  readonly extra: string | null;
};
const fields = ['message', 'phone', 'email', 'handle', 'company', 'campaign'] as const;

/** All that an enquiry says, but for what its source calls it and when it was sent. */
function wordsOf(said: Said): string {
  const { external_id, submitted_at, ...rest } = JSON.parse(said.extra ?? '{}');
  const all = [...fields.map((field) => said[field] ?? ''), JSON.stringify(rest)];
  return all.map((text) => tidy(text).replace(/\s+/g, ' ').trim().toLowerCase()).join('\n');
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
