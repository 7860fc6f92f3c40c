import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import { changeHold } from '../change-lead.ts';
import { tell } from '../clocks/tell.ts';
import { heldBy, takeOver } from '../hold.ts';
import type { Lead } from '../lead.ts';
import { readLead } from '../store.ts';

/**
 * A manager takes a lead from whoever has it, with a reason; they are told. Refusals: `lead.not-manager`, `lead.free`,
 * `lead.yours`, `lead.closed`, `lead.unknown`.
 */
export async function takeOverLead(
  tx: Tx,
  who: Person,
  { number, why }: { readonly number: number; readonly why: string },
  now: number,
): Promise<Lead | Refusal> {
  const before = await readLead(tx.db, number);
  const owner = before && heldBy(before.hold)?.owner.id;
  const taken = await changeHold(
    tx,
    who.id,
    number,
    (hold) => takeOver(hold, who, now),
    { kind: 'lead.taken-over', detail: { to: owner ?? null }, words: { why }, noted: true },
    now,
  );
  if (!isRefusal(taken) && owner !== undefined)
    await tell(tx, [owner], { lead: number, kind: 'taken-over', at: now }, now);
  return taken;
}
