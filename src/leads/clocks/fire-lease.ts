import type { Tx } from '../../../db/store.ts';
import { minute } from '../../kernel/clock.ts';
import { changeLead, type Next } from '../change-lead.ts';
import { heldBy, offeredIn } from '../hold.ts';
import type { Lead } from '../lead.ts';
import { readLead, saveLease } from '../store.ts';
import { type Lease, leaseFor } from './clock.ts';
import { dutiesInForce, numbersInForce } from './in-force.ts';
import { tell } from './tell.ts';
import { armLease, type Hours, hoursFor, leaseTimes, momentAfter } from './times.ts';

/** A lease that ends so much (ms) later than it should ended while Baton was down: nobody could log anything. */
const latest = 10 * minute;

/**
 * A lease is about to end, or has ended: the owner is reminded, and then the lead goes back to everybody, on record. It is
 * measured by the hours as they are by now. While it is being handed on it stays; a lease that ended meanwhile, or while
 * Baton was down, is given a last stretch.
 */
export async function fireLease(
  tx: Tx,
  due: { readonly key: string; readonly at: number },
  now: number,
): Promise<void> {
  const [number = '', until = '', step = ''] = due.key.split('/');
  const lead = await readLead(tx.db, Number(number));
  const held = lead && heldBy(lead.hold);
  if (!held || !lead.leased || lead.lease !== Number(until)) return;
  const hours = await hoursFor(tx.db, lead, lead.leased.since);
  // They have got days off since, or other hours: what was left of it goes on when they are back.
  const own = momentAfter(hours, lead.leased.since, lead.leased.minutes);
  if (own > Math.max(now, lead.lease)) return extend(tx, lead, lead.leased, hours, due, now);
  const owner = [held.owner.id];
  if (step === 'remind') {
    if (now < lead.lease) await tell(tx, owner, { lead: lead.number, kind: 'lease-remind', at: lead.lease }, now);
    return;
  }
  const offered = offeredIn(lead.hold);
  const late = now - due.at > latest;
  if (offered || late) {
    const from = Math.max(offered?.until ?? 0, now);
    await extend(tx, lead, { since: from, minutes: await lastMinutes(tx, lead) }, hours, due, now);
    if (!offered) await tell(tx, owner, { lead: lead.number, kind: 'lease-grace', at: now }, now);
    return;
  }
  await lapse(tx, lead, held.owner.id, now);
}

/** Unless they have logged a contact, or handed it on, in this very moment. */
async function lapse(tx: Tx, { number, lease }: Lead, owner: string, now: number): Promise<void> {
  let lapsed = false;
  const rule = (lead: Lead): Next | undefined => {
    lapsed = lead.lease === lease && heldBy(lead.hold)?.owner.id === owner && !offeredIn(lead.hold);
    return lapsed ? { hold: { hold: 'free' } } : undefined;
  };
  await changeLead(tx, 'baton', number, rule, { kind: 'lead.lapsed', detail: { to: owner }, noted: true }, now);
  if (lapsed) await tell(tx, [owner], { lead: number, kind: 'lapsed', at: now }, now);
}

/** The lease goes on; whoever changed the lead meanwhile has it looked at once more. */
async function extend(
  tx: Tx,
  lead: Lead,
  lease: Lease,
  hours: Hours,
  due: Parameters<typeof fireLease>[1],
  now: number,
): Promise<void> {
  const { value: numbers } = await numbersInForce(tx.db);
  const times = leaseTimes(hours, lease, numbers);
  if (!(await saveLease(tx.db, lead, { ...lease, until: times.until }))) return fireLease(tx, due, now);
  await armLease(tx, lead.number, times);
}

/** As long as between the reminder and the end. */
async function lastMinutes({ db }: Tx, lead: Lead): Promise<number> {
  const [{ value: duties }, { value: numbers }] = [await dutiesInForce(db), await numbersInForce(db)];
  const lease = leaseFor(lead, duties, numbers) ?? numbers.lease;
  return (lease * (100 - numbers.leaseReminder)) / 100;
}
