import type { Tx } from '../../db/store.ts';
import type { Person } from '../chat/directory.ts';
import { behind } from '../chat/want.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { append, type Entry } from '../ledger/append.ts';
import { type Hold, named } from './hold.ts';
import { type Lead, subjectOf } from './lead.ts';
import { readLead, saveHold } from './store.ts';

type What = Pick<Entry, 'kind' | 'detail' | 'words'>;

/**
 * Changes who has a lead: asks the rule, saves on condition that nobody was faster, tells the ledger, marks the
 * lead's posts behind. Whoever was not fast enough is judged again by the truth that won, so nobody wins twice.
 */
export async function changeHold(
  tx: Tx,
  who: Person,
  number: number,
  rule: (hold: Hold) => Hold | Refusal,
  what: What,
  now: number,
): Promise<Lead | Refusal> {
  for (;;) {
    const lead = await readLead(tx.db, number);
    if (!lead) return refuse('lead.unknown', { number: String(number) });
    const hold = named(rule(lead.hold), number);
    if (isRefusal(hold)) return hold;
    if (!(await saveHold(tx.db, lead, hold))) continue;
    await append(tx, { stream: lead.client, client: lead.client, lead: number, actor: who.id, ...what }, now);
    await behind(tx, subjectOf(number));
    return { ...lead, hold, version: lead.version + 1 };
  }
}
