import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { behind } from '../../chat/want.ts';
import { newId } from '../../kernel/ids.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import { clientChanged } from '../client-changed.ts';
import { clientById, membersOf } from '../store.ts';
import { crosses, mostInOne, questionSubject, rootsOf } from './judgement.ts';
import {
  insertJudgement,
  judgementById,
  judgementsOf,
  madeAt,
  saveRoots,
  touchClients,
  undoJudgement,
} from './store.ts';

/**
 * Two clients are one person: the older is from now on the client, and everything of both is read as one. Nothing is
 * rewritten. Refuses an answered question (`same.answered`); unless insisted on also a chain of more than eight
 * records (`same.chain`) and two of whom somebody said that they are different (`same.judged`).
 */
export async function mergeClients(
  tx: Tx,
  who: Person,
  id: string,
  insist: boolean,
  now: number,
): Promise<undefined | Refusal> {
  const asked = await judgementById(tx.db, id);
  if (!asked) return refuse('same.unknown');
  await touchClients(tx.db, asked.pair);
  // Whoever was erased is nobody any more.
  for (const each of asked.pair) if (!(await clientById(tx.db, each))) return refuse('client.unknown');
  const [mine, theirs] = await Promise.all(asked.pair.map((each) => membersOf(tx.db, each)));
  if (!mine || !theirs || mine.includes(asked.pair[1])) return refuse('same.answered');
  const all = [...mine, ...theirs];
  if (!insist && all.length > mostInOne) return refuse('same.chain', { count: all.length });
  const apart = (await judgementsOf(tx.db, all, ['different'])).filter(({ pair }) => crosses(pair, mine, theirs));
  if (!insist && apart.some((each) => each.id !== id)) return refuse('same.judged');
  if (!(await undoJudgement(tx.db, id, now))) return refuse('same.answered');
  const { pair, why } = asked;
  await insertJudgement(tx.db, { id: newId(), pair, why, verdict: 'same', actor: who.id, at: now });
  await regroup(tx, all);
  for (const [client, other] of [pair, [pair[1], pair[0]]] as const)
    await append(tx, { stream: client, client, kind: 'client.merged', actor: who.id, detail: { other } }, now);
  await clientChanged(tx, pair[0]);
  await questionsChanged(tx, all);
  return undefined;
}

/**
 * Two clients are not one person, and nobody need ask again. If they had been made one, each has again what it had:
 * its keys, its leads, its history. Refuses what somebody has said already: `same.answered`.
 */
export async function keepApart(tx: Tx, who: Person, id: string, now: number): Promise<undefined | Refusal> {
  const asked = await judgementById(tx.db, id);
  if (!asked) return refuse('same.unknown');
  await touchClients(tx.db, asked.pair);
  // Who are one by way of a third are taken apart there.
  const byThird = asked.verdict === 'possible' && (await membersOf(tx.db, asked.pair[0])).includes(asked.pair[1]);
  if (asked.verdict === 'different' || byThird || !(await undoJudgement(tx.db, id, now)))
    return refuse('same.answered');
  const { pair, why, verdict } = asked;
  const all = [...new Set([...(await membersOf(tx.db, pair[0])), ...(await membersOf(tx.db, pair[1]))])];
  await insertJudgement(tx.db, { id: newId(), pair, why, verdict: 'different', actor: who.id, at: now });
  if (verdict === 'same') await regroup(tx, all);
  const row = verdict === 'same' ? { kind: 'client.unmerged' } : { kind: 'client.kept-apart' };
  for (const [client, other] of [pair, [pair[1], pair[0]]] as const)
    await append(tx, { stream: client, client, ...row, actor: who.id, detail: { other } }, now);
  for (const client of pair) await clientChanged(tx, client);
  await questionsChanged(tx, all);
  return undefined;
}

/** Gives every one of some clients the root that the judgements say. */
async function regroup(tx: Tx, all: readonly string[]): Promise<void> {
  const same = await judgementsOf(tx.db, all, ['same']);
  await saveRoots(
    tx.db,
    rootsOf(
      await madeAt(tx.db, all),
      same.map(({ pair }) => pair),
    ),
  );
}

async function questionsChanged(tx: Tx, clients: readonly string[]): Promise<void> {
  for (const { id } of await judgementsOf(tx.db, clients, ['possible', 'same', 'different']))
    await behind(tx, questionSubject(id));
}
