import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { behind } from '../../chat/want.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { changeHold } from '../change-lead.ts';
import type { Hold } from '../hold.ts';
import { readLead } from '../store.ts';
import { routeLead } from './route-lead.ts';
import { passedOf, queuedLeads } from './store.ts';

/** So many of those that wait are looked at when a slot is free, and of one rule so many in vain. */
const mostPulled = 200;
const mostInVain = 5;

/** Somebody lets an offer pass: it goes to the next in turn. Refusals: `offer.over`, `lead.unknown`. */
export async function passOffer(tx: Tx, who: Person, number: number, now: number): Promise<undefined | Refusal> {
  return next(tx, who.id, number, (hold) => hold.hold === 'offered' && hold.to.id === who.id, now);
}

/** An offer that nobody has answered in time goes to the next in turn. */
export async function endOffer(tx: Tx, { key }: { readonly key: string }, now: number): Promise<void> {
  const [number = '', until = '', person = ''] = key.split('/');
  const still = (hold: Hold): boolean =>
    hold.hold === 'offered' && hold.until === Number(until) && hold.to.id === person;
  await next(tx, 'baton', Number(number), still, now);
}

async function next(
  tx: Tx,
  actor: string,
  number: number,
  still: (hold: Hold) => boolean,
  now: number,
): Promise<undefined | Refusal> {
  const lead = await readLead(tx.db, number);
  if (lead?.hold.hold !== 'offered' || !still(lead.hold)) return refuse('offer.over');
  const { to } = lead.hold;
  const what = { kind: 'lead.passed', detail: { to: to.id } } as const;
  const rule = (hold: Hold): Hold | Refusal => (still(hold) ? { hold: 'free' } : refuse('offer.over'));
  const freed = await changeHold(tx, actor, number, rule, what, now);
  if (isRefusal(freed)) return freed;
  await behind(tx, `offer:${number}/${to.id}`);
  await routeLead(tx, number, await passedOf(tx.db, number, lead.clock?.since ?? 0), now);
  return undefined;
}

/** A lead that came free again goes the way of its rule, but not to whoever has just had it. */
export async function routeAgain(
  tx: Tx,
  { key, detail }: { readonly key: string; readonly detail: Readonly<Record<string, string | number | null>> },
  now: number,
): Promise<void> {
  const [number = '', version = ''] = key.split('/');
  const lead = await readLead(tx.db, Number(number));
  if (lead?.version !== Number(version)) return;
  await routeLead(tx, lead.number, [String(detail.passed ?? '')], now);
}

/** Somebody has room again, or has come to work: what waits goes to whoever has not passed it, the one whose time is up first. */
export async function pullQueue(tx: Tx, now: number): Promise<void> {
  const inVain = new Map<string, number>();
  for (const { number, rule } of await queuedLeads(tx.db, mostPulled)) {
    // Of the same rule those behind have hardly a better chance.
    const before = inVain.get(rule) ?? 0;
    if (before >= mostInVain) continue;
    const since = (await readLead(tx.db, number))?.clock?.since ?? 0;
    await routeLead(tx, number, await passedOf(tx.db, number, since), now);
    if ((await readLead(tx.db, number))?.queuedAt !== undefined) inVain.set(rule, before + 1);
  }
}
