import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { homeSubject } from '../../chat/home.ts';
import { behind, direct, want } from '../../chat/want.ts';
import { newId } from '../../kernel/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import { person } from '../../words/text.ts';
import { changeHold } from '../change-lead.ts';
import { dutiesInForce } from '../clocks/in-force.ts';
import { mayHandle } from '../duties/duties.ts';
import { heldBy } from '../hold.ts';
import { type Lead, subjectOf } from '../lead.ts';
import { readLead } from '../store.ts';
import { askSubject } from './ask.ts';
import { closeAsk, insertAsk, openAskOf, readAsk } from './ask-store.ts';

/**
 * Somebody asks whoever has a lead to let them have it; the owner is asked directly. Refusals: `lead.free`,
 * `lead.yours`, `lead.closed`, `ask.open` (they have asked already), `duty.…` (their department does not handle it).
 */
export async function askForLead(
  tx: Tx,
  who: Person,
  { number, note }: { readonly number: number; readonly note?: string | undefined },
  now: number,
): Promise<undefined | Refusal> {
  const lead = await readLead(tx.db, number);
  const no = await mayNotAsk(tx, who, lead, number);
  const held = lead && heldBy(lead.hold);
  if (no || !held) return no ?? refuse('lead.free', { number: String(number) });
  const id = newId();
  const { client } = lead;
  const both = { asker_id: who.id, owner_id: held.owner.id };
  const open = { state: 'open', note: note ?? null, asked_at: now, answered_at: null };
  await insertAsk(tx.db, { id, lead: number, client_id: client, ...both, ...open });
  const words = note ? { words: { note } } : {};
  const entry = { stream: client, client, lead: number, actor: who.id, kind: 'lead.asked' };
  await append(tx, { ...entry, detail: { to: held.owner.id }, ...words }, now);
  await want(tx, { place: direct(held.owner.id), kind: 'lead.ask', subject: askSubject(id) }, now);
  await behind(tx, homeSubject(held.owner.id));
  return undefined;
}

async function mayNotAsk(tx: Tx, who: Person, lead: Lead | undefined, number: number): Promise<Refusal | undefined> {
  const about = { number: String(number) };
  if (!lead) return refuse('lead.unknown', about);
  if (lead.closed) return refuse('lead.closed', about);
  const held = heldBy(lead.hold);
  if (held?.owner.id === who.id) return refuse('lead.yours-already', about);
  if (held && (await openAskOf(tx.db, number, who.id))) return refuse('ask.open', { owner: person(held.owner) });
  const { value: duties } = await dutiesInForce(tx.db);
  return mayHandle(duties, lead.stage, who);
}

/**
 * The owner lets somebody have the lead, or keeps it; the asker is told. Refusals: `ask.over` (it was answered, or the
 * lead has gone elsewhere), `lead.not-yours`.
 */
export async function answerAsk(
  tx: Tx,
  who: Person,
  { id, give }: { readonly id: string; readonly give: boolean },
  now: number,
): Promise<undefined | Refusal> {
  const ask = await readAsk(tx.db, id);
  if (ask?.state !== 'open') return refuse('ask.over');
  if (ask.owner.id !== who.id) return refuse('ask.not-yours', { owner: person(ask.owner) });
  const lead = await readLead(tx.db, ask.lead);
  if (!lead || lead.closed || heldBy(lead.hold)?.owner.id !== who.id) return refuse('ask.over');
  // First: the change of owner ends whatever else was asked.
  if (!(await closeAsk(tx.db, id, give ? 'given' : 'kept', now))) return refuse('ask.over');
  if (give) {
    const given = await changeHold(
      tx,
      who.id,
      ask.lead,
      (hold) =>
        heldBy(hold)?.owner.id === who.id
          ? { hold: 'claimed', owner: ask.asker, since: now, handed: true }
          : refuse('ask.over'),
      { kind: 'lead.given', detail: { to: ask.asker.id }, noted: true },
      now,
    );
    if (isRefusal(given)) return given;
  } else {
    const { client, number } = lead;
    const entry = { stream: client, client, lead: number, actor: who.id, kind: 'lead.kept' };
    await append(tx, { ...entry, detail: { to: ask.asker.id } }, now);
  }
  await behind(tx, askSubject(id), subjectOf(ask.lead));
  await want(tx, { place: direct(ask.asker.id), kind: 'lead.ask-answer', subject: askSubject(id) }, now);
  return undefined;
}
