import type { Tx } from '../../db/store.ts';
import type { Person } from '../chat/directory.ts';
import { behind } from '../chat/want.ts';
import { tellStanding } from '../clients/standing.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { append } from '../ledger/append.ts';
import { named, notTheirs } from './hold.ts';
import { type Lead, subjectOf } from './lead.ts';
import type { StageByHand } from './stages.ts';
import { readLead, saveStage } from './store.ts';

/**
 * Whoever has a lead says in which stage it is; clearance knows in the same moment. Refuses others (`lead.not-yours`),
 * and a lead that nobody has (`lead.free`).
 */
export async function moveLead(
  tx: Tx,
  who: Person,
  { number, stage }: { readonly number: number; readonly stage: StageByHand },
  now: number,
): Promise<Lead | Refusal> {
  for (;;) {
    const lead = await readLead(tx.db, number);
    if (!lead) return refuse('lead.unknown', { number: String(number) });
    const no = notTheirs(lead.hold, who);
    if (no) return named(no, number) as Refusal;
    if (lead.stage === stage) return lead;
    if (!(await saveStage(tx.db, lead, stage))) continue;
    const { client } = lead;
    const entry = { stream: client, client, lead: number, actor: who.id, kind: 'lead.moved' };
    await append(tx, { ...entry, detail: { stage, before: lead.stage } }, now);
    const since = lead.hold.hold === 'claimed' ? lead.hold.since : now;
    await tellStanding(tx, { lead: number, client, stage, owner: who.id, since });
    await behind(tx, subjectOf(number));
    return { ...lead, stage, version: lead.version + 1 };
  }
}
