import type { Tx } from '../../db/store.ts';
import type { Person } from '../chat/directory.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { changeHold } from './change-lead.ts';
import { undo } from './hold.ts';
import type { Lead } from './lead.ts';

/** Takes a claim back within a minute, without a reason. Refusals: `lead.undo-late`, `lead.not-yours`, `lead.free`. */
export function undoClaim(tx: Tx, who: Person, input: { number: number }, now: number): Promise<Lead | Refusal> {
  return changeHold(tx, who.id, input.number, (hold) => undo(hold, who, now), { kind: 'lead.claim-undone' }, now);
}
