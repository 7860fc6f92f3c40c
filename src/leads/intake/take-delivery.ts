import type { Tx } from '../../../db/store.ts';
import type { Contents } from '../../kernel/delivery.ts';
import { newId } from '../../kernel/ids.ts';
import { callLater } from '../../outbox/call.ts';
import type { Intake } from '../receive-lead.ts';
import { type Connected, noteHeard } from './connection-store.ts';
import { forgetBody, keepBody, noteEvent } from './event-store.ts';
import { putAside, type Taken, takeSourceLead } from './take-source-lead.ts';

/** Takes what a delivery says, once: its body is kept, its enquiries become leads, others are fetched. */
export async function takeDelivery(
  tx: Tx,
  connection: Connected,
  contents: Contents & { readonly kept: string },
  intake: Intake,
  now: number,
): Promise<readonly Taken[]> {
  const { event, lasting, kept, leads, fetch } = contents;
  const source = connection.name;
  if (!(await noteEvent(tx.db, { source, event, at: now, lasting: lasting ? 1 : 0 }))) return [{ repeated: true }];
  await noteHeard(tx.db, source, now);
  if (leads.length + fetch.length === 0) return [];
  const body = newId();
  await keepBody(tx.db, { id: body, source, at: now, body: kept });
  const taken: Taken[] = [];
  for (const [nth, told] of leads.entries())
    taken.push(await takeSourceLead(tx, told, { connection, body, nth }, intake, now));
  // What says nothing new is nobody's to keep, and nobody would find it to erase it.
  if (fetch.length === 0 && taken.every((each) => 'repeated' in each)) await forgetBody(tx.db, body);
  for (const told of fetch) {
    const id = told.externalId ?? '';
    const payload = { source, body, id, told: JSON.stringify(told) };
    await callLater(tx, { kind: 'source.fetch', key: `${source}/${id}`, payload }, now);
  }
  return taken;
}

/** Keeps what nobody can read, with what is wrong with it, for marketing to look at. */
export async function keepUnread(
  tx: Tx,
  connection: Connected,
  { event, kept, why }: { readonly event: string; readonly kept: string; readonly why: string },
  now: number,
): Promise<void> {
  const source = connection.name;
  if (!(await noteEvent(tx.db, { source, event, at: now, lasting: 0 }))) return;
  await noteHeard(tx.db, source, now);
  const body = newId();
  await keepBody(tx.db, { id: body, source, at: now, body: kept });
  await putAside(tx, { source, body, object: null, told: {}, reason: 'unreadable', detail: why }, now);
}
