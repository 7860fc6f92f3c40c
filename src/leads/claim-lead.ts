import type { Tx } from '../../db/store.ts';
import type { Person } from '../chat/directory.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { changeHold } from './change-hold.ts';
import { claim } from './hold.ts';
import type { Lead } from './lead.ts';

/** A rep takes a free lead. Refusals: `lead.taken` (who and since when), `lead.yours`, `lead.unknown`. */
export function claimLead(tx: Tx, who: Person, input: { number: number }, now: number): Promise<Lead | Refusal> {
  return changeHold(tx, who.id, input.number, (hold) => claim(hold, who, now), { kind: 'lead.claimed' }, now);
}
