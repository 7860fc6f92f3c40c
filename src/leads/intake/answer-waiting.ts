import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { behind } from '../../chat/want.ts';
import { keysOf } from '../../clients/matching/keys.ts';
import type { SourceLead } from '../../kernel/delivery.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import { person } from '../../words/text.ts';
import type { Intake } from '../receive-lead.ts';
import { countryOf } from './connection-store.ts';
import { becomeLead } from './take-source-lead.ts';
import { type Waiting, waitingSubject } from './waiting.ts';
import { nameWaiting, readWaiting, settleWaiting } from './waiting-store.ts';

/**
 * Somebody takes an enquiry out of the waiting room as a lead, mended if need be. Refusals: `waiting.over` (a colleague was
 * faster), `waiting.unreachable` (there is still no way to reach them).
 */
export async function acceptWaiting(
  tx: Tx,
  who: Person,
  { id, mended = {} }: { readonly id: string; readonly mended?: SourceLead },
  intake: Intake,
  now: number,
): Promise<{ readonly lead: number } | Refusal> {
  const waiting = await readWaiting(tx.db, id);
  const no = over(waiting);
  if (no || !waiting) return no ?? refuse('waiting.over', { who: 'Baton' });
  const told = { ...waiting.told, ...mended };
  const country = (await countryOf(tx.db, waiting.source)) ?? intake.country;
  if (keysOf(told, country).length === 0) return refuse('waiting.unreachable');
  const taken = { state: 'accepted', lead: null, actor: who.id, answered_at: now };
  if (!(await settleWaiting(tx.db, id, taken))) return refuse('waiting.over', { who: 'Baton' });
  const lead = await becomeLead(tx, told, { name: waiting.source, country }, intake, now);
  await nameWaiting(tx.db, id, lead);
  await behind(tx, waitingSubject(id));
  return { lead };
}

/** Somebody says that an enquiry is no lead; another like it is doubtful then. Refusal: `waiting.over`. */
export async function dropWaiting(tx: Tx, who: Person, id: string, now: number): Promise<undefined | Refusal> {
  const waiting = await readWaiting(tx.db, id);
  const no = over(waiting);
  if (no || !waiting) return no ?? refuse('waiting.over', { who: 'Baton' });
  const settled = { state: 'not-a-lead', lead: null, actor: who.id, answered_at: now };
  if (!(await settleWaiting(tx.db, id, settled))) return refuse('waiting.over', { who: 'Baton' });
  const detail = { source: waiting.source, waiting: id };
  await append(tx, { stream: 'org', kind: 'waiting.dropped', actor: who.id, detail }, now);
  await behind(tx, waitingSubject(id));
  return undefined;
}

function over(waiting: Waiting | undefined): Refusal | undefined {
  if (waiting?.state === 'open') return undefined;
  return refuse('waiting.over', { who: waiting?.by ? person(waiting.by) : 'Baton' });
}
