import { z } from 'zod';
import type { Asked } from '../chat/action.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { named } from './hold.ts';
import type { Lead } from './lead.ts';
import { readLead } from './store.ts';

/** What every button of a lead carries. */
export const numbered = z.object({ id: z.coerce.number().int().positive() });
export type Numbered = { readonly id: number };

/** The lead that a button names, unless a rule refuses as things stand: losing is a read. */
export async function leadFor(
  { data, payload }: Asked<Numbered>,
  rule: (lead: Lead) => unknown = () => undefined,
): Promise<Lead | Refusal> {
  const lead = await readLead(data.read, payload.id);
  if (!lead) return refuse('lead.unknown', { number: String(payload.id) });
  const judged = rule(lead);
  return isRefusal(judged) ? (named(judged, lead.number) as Refusal) : lead;
}
