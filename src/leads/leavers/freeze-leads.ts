import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { behind, direct, want } from '../../chat/want.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import { dutyPerson, managersOf } from '../../team/duty/read-duty.ts';
import { namesOf, personById } from '../../team/store.ts';
import { changeHold } from '../change-lead.ts';
import { retimeLead } from '../clocks/note-touch.ts';
import { type Hold, heldBy, work } from '../hold.ts';
import { subjectOf } from '../lead.ts';
import { leadsOf } from '../list-store.ts';
import { freezeLead, frozenInVain, leaversWithLeads } from './store.ts';

/** The subject under which posts show what a colleague who has left still has. */
export function leaverSubject(person: string): string {
  return `leaver:${person}`;
}

/** All leads of one person: whoever had more of them at a time had too many. */
const all = 500;

/**
 * Whoever has left the company has leads that nobody works on: their clocks stop, and the managers, or whoever is on duty,
 * are shown them with one button to offer them again. Whoever is back goes on with theirs.
 */
export async function freezeLeads(tx: Tx, now: number): Promise<void> {
  for (const { number, paused } of await frozenInVain(tx.db))
    if (paused) await changeHold(tx, 'baton', number, work, { kind: 'lead.resumed' }, now);
    else await retimeLead(tx, number, now);
  for (const { id: person, heir } of await leaversWithLeads(tx.db)) {
    if (heir !== null) {
      await inherit(tx, person, heir, now);
      continue;
    }
    for (const lead of await leadsOf(tx.db, person, all)) {
      await freezeLead(tx.db, lead.number);
      await behind(tx, subjectOf(lead.number));
    }
    const managers = await managersOf(tx.db, 'sales');
    const duty = await dutyPerson(tx.db, 'sales', now);
    const told = managers.length > 0 ? managers : duty ? [duty.id] : [];
    const subject = leaverSubject(person);
    for (const id of told) await want(tx, { place: direct(id), kind: 'lead.leaver', subject }, now);
    await behind(tx, subject);
  }
}

/** Somebody is another colleague: they have their leads now. */
async function inherit(tx: Tx, person: string, heir: string, now: number): Promise<void> {
  const owner = { id: heir, name: (await namesOf(tx.db, [heir])).get(heir) ?? '?' };
  for (const { number } of await leadsOf(tx.db, person, all)) {
    const theirs = (hold: Hold): Hold | Refusal =>
      ownedBy(hold, person) ? ({ ...hold, owner } as Hold) : refuse('leaver.over');
    const given = await changeHold(tx, 'baton', number, theirs, { kind: 'lead.given', detail: { to: heir } }, now);
    // They have as many as they may: the rest is everybody's.
    if (isRefusal(given) && given.refused === 'lead.full') {
      const free = (hold: Hold): Hold | Refusal => (ownedBy(hold, person) ? { hold: 'free' } : refuse('leaver.over'));
      await changeHold(tx, 'baton', number, free, { kind: 'lead.reoffered', detail: { to: person } }, now);
    }
  }
}

function ownedBy(hold: Hold, person: string): boolean {
  return heldBy(hold)?.owner.id === person;
}

/** Everything that a colleague who has left still has is free again. Refusals: `leaver.over` (nothing is left), `people.not-yours`. */
export async function offerAgain(tx: Tx, who: Person, person: string, now: number): Promise<undefined | Refusal> {
  const duty = await dutyPerson(tx.db, 'sales', now);
  if (who.role === 'rep' && duty?.id !== who.id) return refuse('people.not-yours');
  const left = (await personById(tx.db, person))?.left_at ?? null;
  const leads = left === null ? [] : await leadsOf(tx.db, person, all);
  if (leads.length === 0) return refuse('leaver.over');
  const theirs = (hold: Hold): Hold | Refusal => (ownedBy(hold, person) ? { hold: 'free' } : refuse('leaver.over'));
  for (const { number } of leads)
    await changeHold(tx, who.id, number, theirs, { kind: 'lead.reoffered', detail: { to: person }, noted: true }, now);
  const detail = { to: person, leads: leads.length };
  await append(tx, { stream: 'org', kind: 'person.leads-offered', actor: who.id, detail }, now);
  await behind(tx, leaverSubject(person));
  return undefined;
}
