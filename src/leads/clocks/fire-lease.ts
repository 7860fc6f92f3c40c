import type { Tx } from '../../../db/store.ts';
import { minute } from '../../kernel/clock.ts';
import { calendarOf, companyCalendar } from '../../team/hours/calendars.ts';
import type { Calendar } from '../../team/hours/working-time.ts';
import { changeHold } from '../change-lead.ts';
import { heldBy, offeredIn } from '../hold.ts';
import type { Lead } from '../lead.ts';
import { readLead, saveLease } from '../store.ts';
import { leaseFor } from './clock.ts';
import { dutiesInForce, numbersInForce } from './in-force.ts';
import { tell } from './tell.ts';
import { armLease, isOutside, momentAfter } from './times.ts';

/** A lease that ends so much (ms) later than it should ended while Baton was down: nobody could log anything. */
const latest = 10 * minute;

/**
 * A lease is about to end, or has ended: the owner is reminded, and then the lead goes back to everybody, on record.
 * While it is being handed on it stays. A lease that ended during a handoff, on a day off, or while Baton was down is given
 * a last stretch first.
 */
export async function fireLease(
  tx: Tx,
  { key, at }: { readonly key: string; readonly at: number },
  now: number,
): Promise<void> {
  const [number = '', until = '', step = ''] = key.split('/');
  const lead = await readLead(tx.db, Number(number));
  const held = lead && heldBy(lead.hold);
  if (!held || lead.lease !== Number(until)) return;
  const owner = [held.owner.id];
  const [calendar, company] = [await calendarOf(tx.db, held.owner.id, now), await companyCalendar(tx.db)];
  // They have days off by now, or other hours: they are reminded once they are back, and have a last stretch from then on.
  const outside = isOutside(calendar, company, at);
  if (step === 'remind') {
    if (outside) return armLease(tx, lead.number, lead.lease, 'remind', momentAfter(calendar, company, now, 1));
    if (now < lead.lease) await tell(tx, owner, { lead: lead.number, kind: 'lease-remind', at: lead.lease }, now);
    return;
  }
  const offered = offeredIn(lead.hold);
  const stretch = (from: number) => lastStretch(tx, lead, { calendar, company }, from);
  if (offered) return extend(tx, lead, await stretch(Math.max(offered.until, now)), now);
  if (outside) return extend(tx, lead, await stretch(now), now);
  if (now - at > latest) {
    await extend(tx, lead, await stretch(now), now);
    return tell(tx, owner, { lead: lead.number, kind: 'lease-grace', at: now }, now);
  }
  const told = { kind: 'lead.lapsed', detail: { to: held.owner.id }, noted: true } as const;
  await changeHold(tx, 'baton', lead.number, () => ({ hold: 'free' }), told, now);
  await tell(tx, owner, { lead: lead.number, kind: 'lapsed', at: now }, now);
}

async function extend(tx: Tx, lead: Lead, until: number, now: number): Promise<void> {
  if (await saveLease(tx.db, lead, until)) await armLease(tx, lead.number, until, 'end', Math.max(until, now));
}

/** As long as between the reminder and the end, from a moment on. */
async function lastStretch(
  { db }: Tx,
  lead: Lead,
  { calendar, company }: { readonly calendar: Calendar; readonly company: Calendar },
  from: number,
): Promise<number> {
  const [{ value: duties }, { value: numbers }] = [await dutiesInForce(db), await numbersInForce(db)];
  const lease = leaseFor(lead, duties, numbers) ?? numbers.lease;
  return momentAfter(calendar, company, from, (lease * (100 - numbers.leaseReminder)) / 100);
}
