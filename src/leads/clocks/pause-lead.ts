import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import { dueAt } from '../../schedule/due.ts';
import { changeHold } from '../change-lead.ts';
import { heldBy, pause, resume, work } from '../hold.ts';
import type { Lead } from '../lead.ts';
import { readLead } from '../store.ts';
import { tell } from './tell.ts';

/**
 * Whoever works on a lead waits for the client until a moment (epoch ms): no clock runs meanwhile. Refusals:
 * `lead.untouched` (nobody has contacted the client yet), `lead.not-yours`, `lead.free`, `lead.unknown`.
 */
export async function pauseLead(
  tx: Tx,
  who: Person,
  { number, until }: { readonly number: number; readonly until: number },
  now: number,
): Promise<Lead | Refusal> {
  const rule = (hold: Parameters<typeof pause>[0]) => pause(hold, who, until);
  const paused = await changeHold(tx, who.id, number, rule, { kind: 'lead.paused', detail: { until } }, now);
  if (!isRefusal(paused)) await dueAt(tx, { kind: 'lead.resume', key: `${number}/${until}`, at: until });
  return paused;
}

/** Whoever has a lead waits for the client no longer. Refusals: `lead.not-paused`, `lead.not-yours`, `lead.free`, `lead.unknown`. */
export function resumeLead(tx: Tx, who: Person, number: number, now: number): Promise<Lead | Refusal> {
  return changeHold(tx, who.id, number, (hold) => resume(hold, who), { kind: 'lead.resumed' }, now);
}

/** The client was waited for until now: the clocks run again, and the owner is told. */
export async function endPause(tx: Tx, { key }: { readonly key: string }, now: number): Promise<void> {
  const [number = '', until = ''] = key.split('/');
  const lead = await readLead(tx.db, Number(number));
  const held = lead && heldBy(lead.hold);
  if (held?.hold !== 'paused' || held.until !== Number(until) || lead?.closed) return;
  await changeHold(tx, 'baton', Number(number), work, { kind: 'lead.resumed' }, now);
  await tell(tx, [held.owner.id], { lead: Number(number), kind: 'resumed', at: now }, now);
}
