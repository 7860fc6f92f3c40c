import type { Tx } from '../../db/store.ts';
import { behind } from '../chat/want.ts';
import { tellStanding } from '../clients/standing.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { append, type Entry } from '../ledger/append.ts';
import { type Ending, endHandoff } from './handoff/end-handoff.ts';
import { type Hold, named, offeredIn } from './hold.ts';
import { type Lead, subjectOf } from './lead.ts';
import { readLead, saveHold } from './store.ts';

/** What the ledger is told of a change. */
export type What = Pick<Entry, 'kind' | 'detail' | 'words'> & {
  /** What becomes of a handoff that this ends; whoever changes the hold otherwise withdraws it. */
  readonly ends?: Ending;
};

/**
 * Changes who has a lead: asks the rule, saves on condition that nobody was faster, tells the ledger and the client,
 * marks the lead's posts behind. Whoever was not fast enough is judged again by the truth that won, so nobody wins twice.
 */
export async function changeHold(
  tx: Tx,
  actor: string,
  number: number,
  rule: (hold: Hold) => Hold | Refusal,
  { ends, ...what }: What,
  now: number,
): Promise<Lead | Refusal> {
  for (;;) {
    const lead = await readLead(tx.db, number);
    if (!lead) return refuse('lead.unknown', { number: String(number) });
    const hold = named(rule(lead.hold), number);
    if (isRefusal(hold)) return hold;
    if (!(await saveHold(tx.db, lead, hold))) continue;
    const { client, stage } = lead;
    const before = offeredIn(lead.hold);
    if (before && offeredIn(hold)?.id !== before.id)
      await endHandoff(tx, before.id, ends ?? { state: 'withdrawn' }, now);
    await append(tx, { stream: client, client, lead: number, actor, ...what }, now);
    const [owner, since] = hold.hold === 'claimed' ? [hold.owner.id, hold.since] : [null, now];
    await tellStanding(tx, { lead: number, client, stage, owner, since });
    await behind(tx, subjectOf(number));
    return { ...lead, hold, version: lead.version + 1 };
  }
}
