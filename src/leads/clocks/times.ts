import type { Db } from '../../../db/schema.ts';
import type { Tx } from '../../../db/store.ts';
import { dueAt } from '../../schedule/due.ts';
import { calendarOf, companyCalendar } from '../../team/hours/calendars.ts';
import { addWorking, type Calendar } from '../../team/hours/working-time.ts';
import { heldBy } from '../hold.ts';
import type { Lead } from '../lead.ts';
import { type Clock, type Lease, leaseFor, minutesOf, runningFor } from './clock.ts';
import { dutiesInForce, numbersInForce } from './in-force.ts';
import type { Numbers } from './numbers.ts';

/** What a lead waits for from now on, with the moments (epoch ms) of the reminders. */
export type Times = {
  readonly clock: (Clock & { readonly remind: number }) | undefined;
  readonly lease: (Lease & LeaseTimes) | undefined;
};
type LeaseTimes = { readonly until: number; readonly remind: number };

export const nothingRuns: Times = { clock: undefined, lease: undefined };

/** The clock and the lease of a lead from a moment on: in the working hours of whoever has it, else the company's. */
export async function timesFor(db: Db, lead: Parameters<typeof runningFor>[0], now: number): Promise<Times> {
  const [{ value: duties }, { value: numbers }] = [await dutiesInForce(db), await numbersInForce(db)];
  const running = runningFor(lead, duties, numbers);
  const minutes = leaseFor(lead, duties, numbers);
  if (!running && minutes === undefined) return nothingRuns;
  const hours = await hoursFor(db, lead, now);
  const lease = minutes === undefined ? undefined : { since: now, minutes };
  return {
    clock: running && {
      kind: running.kind,
      minutes: running.minutes,
      since: now,
      due: momentAfter(hours, now, running.minutes),
      remind: momentAfter(hours, now, minutesOf('remind', running.minutes, numbers)),
    },
    lease: lease && { ...lease, ...leaseTimes(hours, lease, numbers) },
  };
}

/** By whose hours a lead is measured: those of whoever has it, and where they have none in sight the company's. */
export type Hours = { readonly own: Calendar; readonly company: Calendar };

/** By whose hours a lead is measured from a moment (epoch ms) on. */
export async function hoursFor(db: Db, { hold }: Pick<Lead, 'hold'>, since: number): Promise<Hours> {
  const company = await companyCalendar(db);
  const owner = heldBy(hold)?.owner.id;
  return { company, own: owner === undefined ? company : await calendarOf(db, owner, since) };
}

/** When a lease ends, and when its owner is reminded of that. */
export function leaseTimes(hours: Hours, { since, minutes }: Lease, { leaseReminder }: Numbers): LeaseTimes {
  return {
    until: momentAfter(hours, since, minutes),
    remind: momentAfter(hours, since, (minutes * leaseReminder) / 100),
  };
}

/** Somebody without a working hour in sight is measured by the company's hours; a company without any, by the clock. */
export function momentAfter({ own, company }: Hours, from: number, minutes: number): number {
  return addWorking(own, from, minutes) ?? addWorking(company, from, minutes) ?? from + minutes * 60_000;
}

/** Writes what is due first: each row, when it fires, writes the next. */
export async function armTimes(tx: Tx, number: number, { clock, lease }: Times): Promise<void> {
  if (clock) await armStep(tx, number, clock, 'remind', clock.remind);
  if (lease) await armLease(tx, number, lease);
}

/** Writes one step of a clock. */
export function armStep(tx: Tx, number: number, { kind, since }: Clock, step: string, at: number): Promise<void> {
  return dueAt(tx, { kind: 'lead.clock', key: `${number}/${kind}/${since}/${step}`, at });
}

/** Writes the reminder and the end of a lease. */
export async function armLease(tx: Tx, number: number, { until, remind }: LeaseTimes): Promise<void> {
  for (const [step, at] of Object.entries({ remind, end: until }))
    await dueAt(tx, { kind: 'lead.lease', key: `${number}/${until}/${step}`, at });
}
