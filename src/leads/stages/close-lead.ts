import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { planCare } from '../care/care.ts';
import { changeLead, type Next } from '../change-lead.ts';
import { notTheirs, withoutHandoff, work } from '../hold.ts';
import type { Closed, Lead } from '../lead.ts';
import type { LostReason } from '../reasons.ts';

/** What was sold: minor units of a currency, and what. */
export type Sale = { readonly amount: number; readonly currency: string; readonly product: string };

/** Whoever has a lead has won it; the care for the client begins. Refusals: `lead.not-yours`, `lead.free`, `lead.closed`, `lead.unknown`. */
export async function winLead(
  tx: Tx,
  who: Person,
  { number, amount, currency, product }: Sale & { readonly number: number },
  now: number,
): Promise<Lead | Refusal> {
  const rule = (lead: Lead): Next | Refusal =>
    ending(lead, who) ?? closing(lead, 'won', { at: now, reason: undefined, amount, currency, product });
  const told = { kind: 'lead.won', detail: { amount, currency }, words: { product }, noted: true } as const;
  const won = await changeLead(tx, who.id, number, rule, told, now);
  if (!isRefusal(won)) await planCare(tx, { lead: number, client: won.client }, now);
  return won;
}

/** Whoever has a lead has lost it, with a coded reason and perhaps words. Refusals as for winning. */
export function loseLead(
  tx: Tx,
  who: Person,
  {
    number,
    reason,
    note,
  }: { readonly number: number; readonly reason: LostReason; readonly note?: string | undefined },
  now: number,
): Promise<Lead | Refusal> {
  const rule = (lead: Lead): Next | Refusal => ending(lead, who) ?? closing(lead, 'lost', withoutSale(now, reason));
  const words = note ? { words: { note } } : {};
  return changeLead(tx, who.id, number, rule, { kind: 'lead.lost', detail: { reason }, noted: true, ...words }, now);
}

/** A lead that is closed without a sale. */
export function withoutSale(at: number, reason: string): Closed {
  return { at, reason, amount: undefined, currency: undefined, product: undefined };
}

/** Why somebody may not end a lead: it is not theirs, or it has ended. */
export function ending(lead: Lead, who: Person): Refusal | undefined {
  return notTheirs(lead.hold, who) ?? (lead.closed ? refuse('lead.closed') : undefined);
}

/** Whoever closed it keeps it: a client who comes again goes to them. Nobody waits for the client any longer. */
function closing({ hold }: Lead, stage: 'won' | 'lost', closed: Closed): Next {
  return { hold: withoutHandoff(hold.hold === 'paused' ? work(hold) : hold), stage, closed };
}
