import type { Tx } from '../../../db/store.ts';
import { direct, want } from '../../chat/want.ts';
import { newId } from '../../kernel/ids.ts';
import { clientChanged } from '../client-changed.ts';
import type { Candidate } from '../matching/verdict.ts';
import { standingsOf } from '../standing.ts';
import { membersOf } from '../store.ts';
import { crosses, pairOf, questionSubject } from './judgement.ts';
import { insertJudgement, judgementsOf } from './store.ts';

/**
 * A client that came in may be one of some who are known: the question stands until somebody answers it. Whoever has
 * the known one is asked in person; what was answered before is not asked again.
 */
export async function askWhether(tx: Tx, client: string, possible: readonly Candidate[], now: number): Promise<void> {
  for (const { client: known, evidence, guard } of possible) {
    if (known === client) continue;
    const [mine, theirs] = [await membersOf(tx.db, client), await membersOf(tx.db, known)];
    const said = await judgementsOf(tx.db, mine, ['possible', 'same', 'different']);
    if (said.some(({ pair }) => crosses(pair, mine, theirs))) continue;
    const id = newId();
    const why = { evidence, ...(guard ? { guard } : {}) };
    const pair = pairOf(client, known);
    if (!(await insertJudgement(tx.db, { id, pair, verdict: 'possible', why, actor: 'baton', at: now }))) continue;
    const owner = (await standingsOf(tx.db, theirs)).find((standing) => standing.owner)?.owner;
    if (owner)
      await want(tx, { place: direct(owner.id), kind: 'client.same-person', subject: questionSubject(id) }, now);
    await clientChanged(tx, known);
  }
}
