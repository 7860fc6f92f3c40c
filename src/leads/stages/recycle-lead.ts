import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import { changeLead, type Next } from '../change-lead.ts';
import { tellItsMove } from '../clocks/on-duty.ts';
import type { Lead } from '../lead.ts';
import { type RecycleReason, recycledTo } from '../reasons.ts';
import { ending, withoutSale } from './close-lead.ts';

/**
 * Whoever has a lead returns it to marketing with a coded reason, which decides in which stage it goes on: it is free
 * there, and marketing's duty person is responsible, and told. Refusals: `lead.not-yours`, `lead.free`, `lead.closed`, `lead.unknown`.
 */
export async function recycleLead(
  tx: Tx,
  who: Person,
  input: { readonly number: number; readonly reason: RecycleReason; readonly note?: string | undefined },
  now: number,
): Promise<Lead | Refusal> {
  const { number, reason, note } = input;
  const stage = recycledTo[reason];
  const rule = (lead: Lead): Next | Refusal => {
    const closed = stage === 'disqualified' ? { closed: withoutSale(now, reason) } : {};
    return ending(lead, who) ?? { hold: { hold: 'free' }, stage, ...closed };
  };
  const words = note ? { words: { note } } : {};
  const told = { kind: 'lead.recycled', detail: { reason, stage }, noted: true, ...words } as const;
  const returned = await changeLead(tx, who.id, number, rule, told, now);
  if (!isRefusal(returned) && !returned.closed) await tellItsMove(tx, returned, who.id, now);
  return returned;
}
