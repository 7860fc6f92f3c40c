import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { direct, want, wantUnder } from '../../chat/want.ts';
import { newId } from '../../kernel/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { dueAt } from '../../schedule/due.ts';
import { dutyPerson } from '../../team/duty/read-duty.ts';
import { calendarOf, companyCalendar } from '../../team/hours/calendars.ts';
import { personById } from '../../team/store.ts';
import { changeHold } from '../change-lead.ts';
import { numbersInForce } from '../clocks/in-force.ts';
import { momentAfter } from '../clocks/times.ts';
import type { Receiver } from '../hold.ts';
import { type Lead, subjectOf } from '../lead.ts';
import { handoffSubject, type Package } from './handoff.ts';
import { offer } from './rules.ts';
import { insertHandoff } from './store.ts';

/** To whom a lead goes: a colleague by id, or a department. */
export type To = { readonly person: string } | { readonly department: 'marketing' | 'sales' };

/**
 * The owner offers a lead to a colleague or a department with what they need to go on. The receiver, or the department's
 * duty person, is asked directly; the lead's thread tells everybody; after so many of the receiver's working minutes the
 * offer is over. Refusals: `lead.not-yours`, `lead.closed`, `handoff.open`, `handoff.self`, `handoff.nobody`.
 */
export async function handLead(
  tx: Tx,
  who: Person,
  input: Package & { readonly number: number; readonly to: To; readonly introducer?: string | undefined },
  now: number,
): Promise<Lead | Refusal> {
  const { number, need, said, promised, nextStep, bestTime } = input;
  const to = await receiverOf(tx, input.to);
  if (!to) return refuse('handoff.nobody');
  const introducer = input.introducer === undefined ? undefined : await personById(tx.db, input.introducer);
  const [id, times] = [newId(), await answerTimes(tx, to, now)];
  const { until } = times;
  const words = { need, said, promised, next: nextStep, time: bestTime };
  const lead = await changeHold(
    tx,
    who.id,
    number,
    (hold) => offer(hold, who, { id, to, at: now, until }),
    {
      kind: 'lead.handed',
      detail: { to: 'id' in to ? to.id : to.department, handoff: id },
      words: Object.fromEntries(Object.entries(words).flatMap(([name, value]) => (value ? [[name, value]] : []))),
    },
    now,
  );
  if (isRefusal(lead)) return lead;
  await insertHandoff(tx.db, {
    id,
    lead: number,
    client_id: lead.client,
    from_id: who.id,
    to_id: 'id' in to ? to.id : null,
    to_department: 'id' in to ? null : to.department,
    introducer_id: introducer?.id ?? null,
    need,
    said: said ?? null,
    promised: promised ?? null,
    next_step: nextStep,
    best_time: bestTime ?? null,
    state: 'offered',
    reason: null,
    note: null,
    offered_at: now,
    until,
    answered_at: null,
    answered_by: null,
  });
  const subject = handoffSubject(id);
  const asked = 'id' in to ? to.id : (await dutyPerson(tx.db, to.department, now))?.id;
  if (asked !== undefined) await want(tx, { place: direct(asked), kind: 'lead.handoff', subject }, now);
  await wantUnder(tx, { kind: 'lead.card', subject: subjectOf(number) }, { kind: 'lead.handoff-note', subject }, now);
  await dueAt(tx, { kind: 'lead.handoff-remind', key: id, at: times.remind });
  await dueAt(tx, { kind: 'lead.handoff-over', key: id, at: until });
  return lead;
}

async function receiverOf({ db }: Tx, to: To): Promise<Receiver | undefined> {
  if ('department' in to) return to;
  const row = await personById(db, to.person);
  return row && row.left_at === null ? { id: row.id, name: row.name } : undefined;
}

/** When the receiver is reminded, and when the offer is over (epoch ms), by their working hours. */
async function answerTimes({ db }: Tx, to: Receiver, now: number): Promise<{ remind: number; until: number }> {
  const { answer, remindAt } = (await numbersInForce(db)).value;
  const company = await companyCalendar(db);
  const own = 'id' in to ? await calendarOf(db, to.id, now) : company;
  const after = (minutes: number) => momentAfter({ own, company }, now, minutes);
  return { remind: after((answer * remindAt) / 100), until: after(answer) };
}
