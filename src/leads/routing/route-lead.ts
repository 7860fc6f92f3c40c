import type { Tx } from '../../../db/store.ts';
import { behind, direct, want } from '../../chat/want.ts';
import { membersOf } from '../../clients/store.ts';
import { newId } from '../../kernel/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import { dueAt } from '../../schedule/due.ts';
import { dutyPerson, managersOf } from '../../team/duty/read-duty.ts';
import { calendarOf, companyCalendar } from '../../team/hours/calendars.ts';
import { companyOf } from '../../team/hours/store.ts';
import { settingInForce } from '../../team/settings.ts';
import { personById } from '../../team/store.ts';
import { changeHold } from '../change-lead.ts';
import { dutiesInForce } from '../clocks/in-force.ts';
import { tell } from '../clocks/tell.ts';
import { momentAfter } from '../clocks/times.ts';
import { mayHandle } from '../duties/duties.ts';
import { type Hold, isFree } from '../hold.ts';
import { type Lead, subjectOf } from '../lead.ts';
import { extraOfLead, readLead } from '../store.ts';
import { type Decision, decide, type Question } from './decide.ts';
import { type Country, factsOf } from './facts-of.ts';
import { type Routing, type Rule, routingName, ruleFor, usualRouting } from './rule.ts';
import { candidatesFor, insertReceipt, lastOwnerOf, lockRouting, noteRoute, saveCredits } from './store.ts';

/**
 * Decides who gets a free lead, and gives it to them or offers it; what nobody can take waits, and somebody is told. Every
 * decision leaves a receipt with all that it was made of. `passed` did not take it before.
 */
export async function routeLead(tx: Tx, number: number, passed: readonly string[], now: number): Promise<void> {
  const lead = await readLead(tx.db, number);
  if (!lead || !isFree(lead.hold) || lead.closed) return;
  const { version, value: routing } = await settingInForce(tx.db, routingName, usualRouting);
  const asked = await askedOf(tx, lead, routing, passed, now);
  const rule = ruleFor(routing, asked.lead);
  const { value: duties } = await dutiesInForce(tx.db);
  // In its stage it may be the other department's move: then whoever of them comes first has it.
  if (routing.rules.length > 0 && mayHandle(duties, lead.stage, { department: rule.department }))
    return lead.queuedAt === undefined ? undefined : noteRoute(tx.db, number, rule.name, null);
  const decision = decide(routing, asked);
  if (decision.outcome === 'open' && routing.rules.length === 0) return;
  // It waits already, and whoever is to know of that does.
  if (lead.queuedAt !== undefined && waits(decision)) return;
  await record(tx, lead, version, asked, decision, now);
  await act(tx, lead, rule, decision, now);
}

function waits({ outcome }: Decision): boolean {
  return outcome === 'queue' || outcome === 'nobody';
}

async function askedOf(
  tx: Tx,
  lead: Lead,
  routing: Routing,
  passed: readonly string[],
  now: number,
): Promise<Question> {
  const { region } = await companyOf(tx.db);
  const country = (region?.slice(0, 2) ?? undefined) as Country;
  const facts = factsOf(lead, await extraOfLead(tx.db, lead.number), country);
  const owner = await lastOwnerOf(tx.db, await membersOf(tx.db, lead.client), lead.number);
  const rule = ruleFor(routing, facts);
  const all = rule.mode === 'in-turn' || rule.mode === 'automatic';
  if (all) await lockRouting(tx.db);
  const people = all || owner !== null ? await candidatesFor(tx.db, rule.name, now) : [];
  const late = lead.clock !== undefined && lead.clock.due <= now ? ({ late: true } as const) : {};
  return { lead: facts, owner, passed, people: all ? people : people.filter(({ id }) => id === owner), now, ...late };
}

async function record(
  tx: Tx,
  { number, client }: Lead,
  version: number,
  asked: Question,
  decision: Decision,
  now: number,
): Promise<void> {
  const { rule, outcome, chosen, credits } = decision;
  await saveCredits(tx.db, rule, credits, chosen);
  const id = newId();
  const row = { id, lead: number, at: now, version, rule, outcome, chosen };
  await insertReceipt(tx.db, { ...row, asked: JSON.stringify(asked) });
  const entry = { stream: client, client, lead: number, actor: 'baton', kind: 'lead.routed' };
  await append(tx, { ...entry, detail: { to: chosen, route: outcome, receipt: id, version } }, now);
}

async function act(tx: Tx, lead: Lead, rule: Rule, decision: Decision, now: number): Promise<void> {
  const { number } = lead;
  const { outcome, chosen } = decision;
  await noteRoute(tx.db, number, rule.name, waits(decision) ? now : null);
  await behind(tx, subjectOf(number));
  if (outcome === 'nobody') await alarm(tx, lead, rule, chosen, now);
  const person = chosen === null || waits(decision) ? undefined : await personById(tx.db, chosen);
  if (!person) return;
  if (rule.mode === 'automatic') {
    const owner = { id: person.id, name: person.name };
    const given = await changeHold(
      tx,
      'baton',
      number,
      (hold) => (isFree(hold) ? { hold: 'claimed', owner, since: now, handed: true } : refuse('offer.over')),
      { kind: 'lead.assigned', detail: { to: person.id } },
      now,
    );
    if (isRefusal(given) && given.refused === 'offer.over') return;
    // Somebody gave them another lead in this very moment: it waits for the next who has room.
    if (isRefusal(given)) await noteRoute(tx.db, number, rule.name, now);
    else await tell(tx, [person.id], { lead: number, kind: 'assigned', at: now }, now);
    return;
  }
  const calendar = await calendarOf(tx.db, person.id, now);
  const asked = momentAfter({ own: calendar, company: await companyCalendar(tx.db) }, now, rule.offerFor);
  const until = lead.clock ? Math.min(asked, lead.clock.due) : asked;
  const to = { id: person.id, name: person.name };
  const what = { kind: 'lead.offered', detail: { to: person.id } } as const;
  const offer = (hold: Hold): Hold | Refusal => (isFree(hold) ? { hold: 'offered', to, until } : refuse('offer.over'));
  if (isRefusal(await changeHold(tx, 'baton', number, offer, what, now))) return;
  const subject = `offer:${number}/${until}/${person.id}`;
  await want(tx, { place: direct(person.id), kind: 'lead.offer', subject }, now);
  await dueAt(tx, { kind: 'lead.offer-over', key: `${number}/${until}/${person.id}`, at: until });
}

/** Nobody is there to take it: the fallback, or whoever is on duty, is told, and so are the managers. */
async function alarm(tx: Tx, { number }: Lead, rule: Rule, fallback: string | null, now: number): Promise<void> {
  const named = fallback ?? (await dutyPerson(tx.db, rule.department, now))?.id;
  const told = [...(named === undefined ? [] : [named]), ...(await managersOf(tx.db, rule.department))];
  await tell(tx, told, { lead: number, kind: 'pool-empty', at: now }, now);
}
