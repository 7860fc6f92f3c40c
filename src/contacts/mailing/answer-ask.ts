import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { behind } from '../../chat/want.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import { askSubject } from './ask.ts';
import { checkSubject } from './check.ts';
import { closeAsking } from './close-asking.ts';
import { asksOf, checkById, saveAnswer, saveCheck, waitingIn } from './store.ts';

/** An answer about one client, or about all that one has not answered yet. */
export type Answer = { readonly check: string; readonly client: string | undefined; readonly answer: 'keep' | 'drop' };

/**
 * Whoever has a client says whether a mailing may go to them; it can be changed until the list is confirmed. The last
 * answer ends the asking. Refuses what is no longer open (`mailing.closed`), and whoever was not asked (`mailing.not-asked`).
 */
export async function answerAsk(
  tx: Tx,
  who: Person,
  { check: id, client, answer }: Answer,
  now: number,
): Promise<undefined | Refusal> {
  const check = await checkById(tx.db, id);
  if (check?.state !== 'asking' && check?.state !== 'ready') return refuse('mailing.closed');
  if ((await asksOf(tx.db, id, who.id, { most: 1, client })).length === 0) return refuse('mailing.not-asked');
  // Two who answer at once, and are the last, must see each other: they meet on the check.
  if (!(await saveCheck(tx.db, check, {}))) return answerAsk(tx, who, { check: id, client, answer }, now);
  const settled = await saveAnswer(tx.db, { check: id, person: who.id, client }, answer, now);
  if (settled > 0) {
    const stream = client ?? 'org';
    const about = client === undefined ? {} : { client };
    const detail = { check: id, answer, settled };
    const entry = { stream, ...about, kind: 'mailing.answered', actor: who.id };
    await append(tx, { ...entry, detail, words: { about: check.name } }, now);
  }
  await behind(tx, askSubject(id, who.id), checkSubject(id));
  if ((await waitingIn(tx.db, id)).every(({ open }) => open === 0)) await closeAsking(tx, id, now);
  return undefined;
}
