import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { behind, want } from '../../chat/want.ts';
import { newId } from '../../kernel/ids.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import { saveSetting } from '../../team/settings.ts';
import { dutiesInForce, dutiesName } from '../clocks/in-force.ts';
import type { StageByHand } from '../stages/stages.ts';
import type { Duty } from './duties.ts';
import { awaited, proposalSubject } from './proposal.ts';
import { closeProposal, insertProposal, insertYes, readProposal } from './proposal-store.ts';

/**
 * Somebody proposes another duty for a stage: both departments read it in the leads channels, and their own has said
 * yes with it. Refuses whoever has no department (`duties.no-department`), and what changes nothing (`duties.same`).
 */
export async function proposeDuty(
  tx: Tx,
  who: Person,
  { stage, duty, places }: { readonly stage: StageByHand; readonly duty: Duty; readonly places: readonly string[] },
  now: number,
): Promise<{ readonly id: string } | Refusal> {
  if (who.department === null) return refuse('duties.no-department');
  const { version, value } = await dutiesInForce(tx.db);
  if (JSON.stringify(value[stage]) === JSON.stringify(duty)) return refuse('duties.same');
  const id = newId();
  const proposed = JSON.stringify({ ...value, [stage]: duty });
  await insertProposal(tx.db, {
    id,
    setting: dutiesName,
    version,
    value: proposed,
    actor: who.id,
    at: now,
    state: 'open',
  });
  await insertYes(tx.db, { proposal_id: id, department: who.department, person_id: who.id, at: now });
  await append(tx, { stream: 'org', kind: 'duties.proposed', actor: who.id, detail: { proposal: id, stage } }, now);
  for (const place of places) await want(tx, { place, kind: 'duties.proposal', subject: proposalSubject(id) }, now);
  return { id };
}

/**
 * Somebody says yes or no to a proposal for their department: the yes of both puts it into force, one no ends it.
 * Refusals: `duties.no-department`, `duties.over` (it has ended, or the matrix is another by now), `duties.said`.
 */
export async function answerProposal(
  tx: Tx,
  who: Person,
  { id, yes }: { readonly id: string; readonly yes: boolean },
  now: number,
): Promise<undefined | Refusal> {
  const proposal = await readProposal(tx.db, id);
  if (who.department === null) return refuse('duties.no-department');
  if (proposal?.state !== 'open') return refuse('duties.over');
  // One yes a person: whoever changes departments has said theirs.
  const said = proposal.yes.some((each) => each.who.id === who.id);
  if (yes && (said || !awaited(proposal).includes(who.department))) return refuse('duties.said');
  await append(
    tx,
    { stream: 'org', kind: yes ? 'duties.agreed' : 'duties.refused', actor: who.id, detail: { proposal: id } },
    now,
  );
  if (yes) await insertYes(tx.db, { proposal_id: id, department: who.department, person_id: who.id, at: now });
  const open = (await readProposal(tx.db, id)) ?? proposal;
  // Somebody has said no while this waited for its turn.
  if (open.state !== 'open') return refuse('duties.over');
  if (!yes) await closeProposal(tx.db, id, 'refused');
  else if (awaited(open).length === 0) {
    const { version, duties, by } = proposal;
    const saved = await saveSetting(tx.db, { name: dutiesName, version, value: duties, actor: by.id, at: now });
    await closeProposal(tx.db, id, saved ? 'agreed' : 'over');
  }
  await behind(tx, proposalSubject(id));
  return undefined;
}
