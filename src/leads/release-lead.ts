import type { Tx } from '../../db/store.ts';
import type { Person } from '../chat/directory.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { changeHold } from './change-lead.ts';
import { release } from './hold.ts';
import type { Lead } from './lead.ts';
import type { ReleaseReason } from './reasons.ts';

/** A rep gives a lead back, with a reason and perhaps words. Refusals: `lead.not-yours`, `lead.free`, `lead.unknown`. */
export function releaseLead(
  tx: Tx,
  who: Person,
  input: { number: number; reason: ReleaseReason; note?: string | undefined },
  now: number,
): Promise<Lead | Refusal> {
  const words = input.note ? { words: { note: input.note } } : {};
  return changeHold(
    tx,
    who.id,
    input.number,
    (hold) => release(hold, who),
    { kind: 'lead.released', detail: { reason: input.reason }, ...words },
    now,
  );
}
