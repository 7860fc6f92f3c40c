import type { Tx } from '../../../db/store.ts';
import { behind } from '../../chat/want.ts';
import { append } from '../../ledger/append.ts';
import { managersOf } from '../../team/duty/read-duty.ts';
import { responsibleDepartment } from '../duties/duties.ts';
import { heldBy } from '../hold.ts';
import { type Lead, subjectOf } from '../lead.ts';
import { readLead, saveDue } from '../store.ts';
import { type Clock, minutesOf, type Step } from './clock.ts';
import { dutiesInForce, numbersInForce } from './in-force.ts';
import { onDutyFor } from './on-duty.ts';
import { noteInThread, tell } from './tell.ts';
import { armStep, hoursFor, momentAfter } from './times.ts';

/**
 * A step of a clock has come. A reminder goes to whoever has the lead, or is on duty; once the clock has run out the
 * duty person is told, and after twice its time the managers; both are on record. A clock that has been stopped or
 * begun anew is left alone, and a reminder that is late until after its clock is none. Nothing comes outside the hours.
 */
export async function fireClock(tx: Tx, due: { readonly key: string }, now: number): Promise<void> {
  const [number = '', kind = '', since = '', step = ''] = due.key.split('/');
  const lead = await readLead(tx.db, Number(number));
  const clock = lead?.clock;
  if (!lead || clock?.kind !== kind || clock.since !== Number(since)) return;
  const { value: numbers } = await numbersInForce(tx.db);
  const hours = await hoursFor(tx.db, lead, clock.since);
  const moment = (which: Step): number => momentAfter(hours, clock.since, minutesOf(which, clock.minutes, numbers));
  const own = moment(step as Step);
  // Whoever has the lead has days off by now, or other hours: the step comes when it comes by those, and the card says so.
  if (own > now) {
    const still = step === 'over' || (await saveDue(tx.db, lead, moment('due')));
    if (!still) return fireClock(tx, due, now);
    await armStep(tx, lead.number, clock, step, own);
    return behind(tx, subjectOf(lead.number));
  }
  if (step === 'remind') return remind(tx, lead, clock, now);
  await breach(tx, lead, clock, step === 'due' ? 'due' : 'over', now);
  if (step === 'due') await armStep(tx, lead.number, clock, 'over', moment('over'));
}

async function remind(tx: Tx, lead: Lead, clock: Clock, now: number): Promise<void> {
  await armStep(tx, lead.number, clock, 'due', clock.due);
  if (now >= clock.due) return;
  const owner = heldBy(lead.hold)?.owner.id ?? (await onDutyFor(tx, lead, now));
  if (owner !== undefined) await tell(tx, [owner], alertOf(lead, clock, 'remind'), now);
}

async function breach(tx: Tx, lead: Lead, clock: Clock, step: 'due' | 'over', now: number): Promise<void> {
  const { number, client, hold, stage } = lead;
  const owner = heldBy(hold)?.owner.id ?? null;
  const duty = (await onDutyFor(tx, lead, now)) ?? null;
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

function alertOf({ number }: Lead, { kind, since }: Clock, step: Step) {
  return { lead: number, kind: `${kind}-${step}`, at: since } as const;
}
