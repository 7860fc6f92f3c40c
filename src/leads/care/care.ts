import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { behind, direct, want } from '../../chat/want.ts';
import { day } from '../../kernel/clock.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import { dueAt } from '../../schedule/due.ts';
import { dutyPerson } from '../../team/duty/read-duty.ts';
import { subjectOf } from '../lead.ts';
import { readLead } from '../store.ts';
import type { CareOutcome } from './outcomes.ts';
import { insertCare, moveCare, noteRecommended, noteThanked, readCare, recommenderOf } from './store.ts';

/** So long after a sale marketing asks the client how it is. */
const askAfter = 14 * day;

/** The subject under which posts show the care after a sale. */
export function careSubject(lead: number): string {
  return `care:${lead}`;
}

/** The subject under which posts ask for thanks to whoever recommended a lead. */
export function thankSubject(lead: number): string {
  return `thank:${lead}`;
}

/** A sale begins the care: some days later marketing is to ask for feedback. */
export async function planCare(
  tx: Tx,
  { lead, client }: { readonly lead: number; readonly client: string },
  now: number,
): Promise<void> {
  await insertCare(tx.db, lead, client);
  await dueAt(tx, { kind: 'lead.care', key: String(lead), at: now + askAfter });
}

/** The days are over: whoever of marketing is on duty is asked to ask the client. A sale that came to nothing is left. */
export async function askForFeedback(tx: Tx, { key }: { readonly key: string }, now: number): Promise<void> {
  const lead = await readLead(tx.db, Number(key));
  if (lead?.stage !== 'won') return;
  if (!(await moveCare(tx.db, lead.number, 'planned', { state: 'asked', asked_at: now }))) return;
  const duty = await dutyPerson(tx.db, 'marketing', now);
  if (duty) await want(tx, { place: direct(duty.id), kind: 'lead.care', subject: careSubject(lead.number) }, now);
}

/** Somebody tells what the client said; it stands in the client's history. Refusal: `care.over`. */
export async function noteFeedback(
  tx: Tx,
  who: Person,
  { lead, outcome, note }: { readonly lead: number; readonly outcome: CareOutcome; readonly note?: string | undefined },
  now: number,
): Promise<undefined | Refusal> {
  const care = await readCare(tx.db, lead);
  const said = { outcome, note: note ?? null, actor: who.id, answered_at: now };
  if (!care || !(await moveCare(tx.db, lead, 'asked', { state: 'told', ...said }))) return refuse('care.over');
  const { client_id: client } = care;
  const words = note ? { words: { note } } : {};
  const entry = { stream: client, client, lead, actor: who.id, kind: 'lead.feedback', detail: { feedback: outcome } };
  await append(tx, { ...entry, ...words }, now);
  await behind(tx, careSubject(lead), subjectOf(lead));
  return undefined;
}

/**
 * Somebody says which client recommended us to the one of a lead: they keep credit, and marketing is asked to thank them,
 * once. Refusals: `care.recommended` (it is known already), `care.self`.
 */
export async function recommend(
  tx: Tx,
  who: Person,
  { lead: number, by }: { readonly lead: number; readonly by: string },
  now: number,
): Promise<undefined | Refusal> {
  const lead = await readLead(tx.db, number);
  if (!lead) return refuse('lead.unknown', { number: String(number) });
  if (lead.client === by) return refuse('care.self');
  if (!(await noteRecommended(tx.db, number, by))) return refuse('care.recommended');
  const { client } = lead;
  const detail = { other: by };
  await append(tx, { stream: client, client, lead: number, actor: who.id, kind: 'lead.recommended', detail }, now);
  await append(
    tx,
    { stream: by, client: by, lead: number, actor: who.id, kind: 'client.recommended-us', detail: { other: client } },
    now,
  );
  await behind(tx, subjectOf(number));
  const duty = await dutyPerson(tx.db, 'marketing', now);
  if (duty) await want(tx, { place: direct(duty.id), kind: 'lead.thank', subject: thankSubject(number) }, now);
  return undefined;
}

/** Somebody has thanked whoever recommended a lead. Refusal: `care.thanked`. */
export async function thank(tx: Tx, who: Person, number: number, now: number): Promise<undefined | Refusal> {
  const by = await recommenderOf(tx.db, number);
  if (!by || !(await noteThanked(tx.db, number, now))) return refuse('care.thanked');
  const entry = { stream: by.id, client: by.id, lead: number, actor: who.id, kind: 'client.thanked' };
  await append(tx, entry, now);
  await behind(tx, thankSubject(number), subjectOf(number));
  return undefined;
}
