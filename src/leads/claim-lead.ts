import type { Tx } from '../../db/store.ts';
import type { Person } from '../chat/directory.ts';
import { isRefusal, type Refusal } from '../kernel/refusal.ts';
import { changeHold } from './change-lead.ts';
import { dutiesInForce } from './clocks/in-force.ts';
import { type Duties, mayHandle } from './duties/duties.ts';
import { claim, type Hold } from './hold.ts';
import type { Lead } from './lead.ts';
import { coolingOff } from './routing/cooling-off.ts';

/**
 * A rep takes a free lead, for as long as they contact the client in time. Refusals: `lead.taken` (who and since when),
 * `lead.yours`, `lead.full`, `lead.cool-off`, `duty.marketing` or `duty.sales` (it is the other department's move), `lead.closed`, `lead.unknown`.
 */
export async function claimLead(tx: Tx, who: Person, input: { number: number }, now: number): Promise<Lead | Refusal> {
  const { value: duties } = await dutiesInForce(tx.db);
  const cooling = await coolingOff(tx.db, who, input.number, now);
  const rule = (_hold: Hold, lead: Lead) => {
    const hold = mayClaim(lead, who, duties, now);
    return isRefusal(hold) ? hold : (cooling ?? hold);
  };
  return changeHold(tx, who.id, input.number, rule, { kind: 'lead.claimed' }, now);
}

/** Whether somebody may claim a lead: what a hold allows, by the duty matrix. */
export function mayClaim(lead: Lead, who: Person, duties: Duties, now: number): Hold | Refusal {
  const hold = claim(lead.hold, who, now);
  return isRefusal(hold) ? hold : (mayHandle(duties, lead.stage, who) ?? hold);
}
