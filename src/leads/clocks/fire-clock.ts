import type { Tx } from '../../../db/store.ts';
import { behind } from '../../chat/want.ts';
import { append } from '../../ledger/append.ts';
import { dutyPerson, managersOf } from '../../team/duty/read-duty.ts';
import { calendarOf, companyCalendar } from '../../team/hours/calendars.ts';
import { responsibleDepartment } from '../duties/duties.ts';
import { heldBy } from '../hold.ts';
import { type Lead, subjectOf } from '../lead.ts';
import { readLead, saveDue } from '../store.ts';
import { type Clock, minutesOf, runningFor, type Step } from './clock.ts';
import { dutiesInForce, numbersInForce } from './in-force.ts';
import { noteInThread, tell } from './tell.ts';
import { armStep, isOutside, momentAfter } from './times.ts';

/**
 * A step of a clock has come. A reminder goes to whoever has the lead, or is on duty; once the clock has run out the
 * duty person is told, and after twice its time the managers; both are on record. A clock that has been stopped or
 * begun anew is left alone, and a reminder that is late until after its clock is none. Nothing comes outside the hours.
 */
export async function fireClock(
  tx: Tx,
  { key, at }: { readonly key: string; readonly at: number },
  now: number,
): Promise<void> {
  const [number = '', kind = '', since = '', step = ''] = key.split('/');
  const lead = await readLead(tx.db, Number(number));
  const clock = lead?.clock;
  if (!lead || clock?.kind !== kind || clock.since !== Number(since)) return;
  const moved = await movedTo(tx, lead, clock, step as Step, { at, now });
  if (moved !== undefined) return putOff(tx, lead, clock, step as Step, moved, now);
  if (step === 'remind') return remind(tx, lead, clock, now);
  await breach(tx, lead, clock, step === 'due' ? 'due' : 'over', now);
  if (step !== 'due') return;
  const over = await momentOf(tx, lead, clock, 'over', now);
  await armStep(tx, lead.number, clock, 'over', over ?? clock.due + (clock.due - clock.since));
}

/** Whoever has the lead has days off by now, or other hours: then a step comes when it comes by those. */
async function movedTo(
  tx: Tx,
  lead: Lead,
  clock: Clock,
  step: Step,
  { at, now }: { readonly at: number; readonly now: number },
): Promise<number | undefined> {
  const { calendar, company } = await calendarsFor(tx, lead, now);
  if (!isOutside(calendar, company, at)) return undefined;
  const moment = await momentOf(tx, lead, clock, step, now);
  return moment !== undefined && moment > now ? moment : undefined;
}

/** A step comes later, and the card says so. */
async function putOff(tx: Tx, lead: Lead, clock: Clock, step: Step, at: number, now: number): Promise<void> {
  const due = step === 'over' ? undefined : await momentOf(tx, lead, clock, 'due', now);
  if (due !== undefined && !(await saveDue(tx.db, lead, due))) return;
  await armStep(tx, lead.number, clock, step, at);
  await behind(tx, subjectOf(lead.number));
}

async function remind(tx: Tx, lead: Lead, clock: Clock, now: number): Promise<void> {
  await armStep(tx, lead.number, clock, 'due', clock.due);
  if (now >= clock.due) return;
  const owner = heldBy(lead.hold)?.owner.id ?? (await onDuty(tx, lead, now));
  if (owner !== undefined) await tell(tx, [owner], alertOf(lead, clock, 'remind'), now);
}

async function breach(tx: Tx, lead: Lead, clock: Clock, step: 'due' | 'over', now: number): Promise<void> {
  const { number, client, hold, stage } = lead;
  const owner = heldBy(hold)?.owner.id ?? null;
  const duty = (await onDuty(tx, lead, now)) ?? null;
  const detail = { wait: clock.kind, step, due: clock.due, owner, to: duty, stage };
  const row = await append(
    tx,
    { stream: client, client, lead: number, actor: 'baton', kind: 'lead.breached', detail },
    now,
  );
  if (step === 'due') await noteInThread(tx, number, row, now);
  const { value: duties } = await dutiesInForce(tx.db);
  const told = step === 'due' ? [duty ?? []].flat() : await managersOf(tx.db, responsibleDepartment(duties, stage));
  await tell(tx, told, alertOf(lead, clock, step), now);
  await behind(tx, subjectOf(number));
}

async function onDuty({ db }: Tx, { stage }: Lead, now: number): Promise<string | undefined> {
  const { value: duties } = await dutiesInForce(db);
  return (await dutyPerson(db, responsibleDepartment(duties, stage), now))?.id;
}

/** When a step comes, by the hours as they are now; undefined if nothing runs for the lead any more. */
async function momentOf(tx: Tx, lead: Lead, { since }: Clock, step: Step, now: number): Promise<number | undefined> {
  const { db } = tx;
  const [{ value: duties }, { value: numbers }] = [await dutiesInForce(db), await numbersInForce(db)];
  const running = runningFor(lead, duties, numbers);
  if (!running) return undefined;
  const { calendar, company } = await calendarsFor(tx, lead, now);
  return momentAfter(calendar, company, since, minutesOf(step, running.minutes, numbers));
}

/** By whose hours a lead is measured: its owner's, else the company's. */
async function calendarsFor({ db }: Tx, { hold }: Lead, now: number) {
  const company = await companyCalendar(db);
  const owner = heldBy(hold)?.owner.id;
  return { company, calendar: owner === undefined ? company : await calendarOf(db, owner, now) };
}

function alertOf({ number }: Lead, { kind, since }: Clock, step: Step) {
  return { lead: number, kind: `${kind}-${step}`, at: since } as const;
}
