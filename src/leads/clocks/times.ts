import type { Db } from '../../../db/schema.ts';
import type { Tx } from '../../../db/store.ts';
import { dueAt } from '../../schedule/due.ts';
import { calendarOf, companyCalendar } from '../../team/hours/calendars.ts';
import { addWorking, type Calendar, isWorking } from '../../team/hours/working-time.ts';
import { heldBy } from '../hold.ts';
import { type Clock, leaseFor, minutesOf, runningFor } from './clock.ts';
import { dutiesInForce, numbersInForce } from './in-force.ts';

/** What a lead waits for from now on, with the moments (epoch ms) of the reminders. */
export type Times = {
  readonly clock: (Clock & { readonly remind: number }) | undefined;
  readonly lease: { readonly until: number; readonly remind: number } | undefined;
};

export const nothingRuns: Times = { clock: undefined, lease: undefined };

/** The clock and the lease of a lead from a moment on: in the working hours of whoever has it, else the company's. */
export async function timesFor(db: Db, lead: Parameters<typeof runningFor>[0], now: number): Promise<Times> {
  const [{ value: duties }, { value: numbers }] = [await dutiesInForce(db), await numbersInForce(db)];
  const running = runningFor(lead, duties, numbers);
  const lease = leaseFor(lead, duties, numbers);
  if (!running && lease === undefined) return nothingRuns;
  const owner = heldBy(lead.hold)?.owner.id;
  const company = await companyCalendar(db);
  const calendar = owner === undefined ? company : await calendarOf(db, owner, now);
  const after = (minutes: number): number => momentAfter(calendar, company, now, minutes);
  return {
    clock: running && {
      kind: running.kind,
      since: now,
      due: after(running.minutes),
      remind: after(minutesOf('remind', running.minutes, numbers)),
    },
    lease:
      lease === undefined ? undefined : { until: after(lease), remind: after((lease * numbers.leaseReminder) / 100) },
  };
}

/** Somebody without a working hour in sight is measured by the company's hours; a company without any, by the clock. */
export function momentAfter(calendar: Calendar, company: Calendar, from: number, minutes: number): number {
  return addWorking(calendar, from, minutes) ?? addWorking(company, from, minutes) ?? from + minutes * 60_000;
}

/**
 * Whether a moment at which time is up lies outside the hours of whoever is measured, as they are now: since it was
 * counted they have got days off, or other hours.
 */
export function isOutside(calendar: Calendar, company: Calendar, at: number): boolean {
  const measured = [calendar, company].find((each) => addWorking(each, at, 1) !== undefined);
  return measured !== undefined && !isWorking(measured, at - 1);
}

/** Writes what is due first: each row, when it fires, writes the next. */
export async function armTimes(tx: Tx, number: number, { clock, lease }: Times): Promise<void> {
  if (clock) await armStep(tx, number, clock, 'remind', clock.remind);
  if (lease) {
    await armLease(tx, number, lease.until, 'remind', lease.remind);
    await armLease(tx, number, lease.until, 'end', lease.until);
  }
}

/** Writes one step of a clock. */
export function armStep(tx: Tx, number: number, { kind, since }: Clock, step: string, at: number): Promise<void> {
  return dueAt(tx, { kind: 'lead.clock', key: `${number}/${kind}/${since}/${step}`, at });
}

/** Writes the reminder or the end of a lease. */
export function armLease(tx: Tx, number: number, until: number, step: 'remind' | 'end', at: number): Promise<void> {
  return dueAt(tx, { kind: 'lead.lease', key: `${number}/${until}/${step}`, at });
}
