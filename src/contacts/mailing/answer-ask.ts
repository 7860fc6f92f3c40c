import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { behind } from '../../chat/want.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import { askSubject } from './ask.ts';
import { checkSubject } from './check.ts';
import { closeAsking } from './close-asking.ts';
import { asksOf, checkById, saveAnswer } from './store.ts';

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
  const asked = await asksOf(tx.db, id, who.id);
  if (!asked.some((each) => client === undefined || each.client === client)) return refuse('mailing.not-asked');
  const settled = await saveAnswer(tx.db, { check: id, person: who.id, client }, answer, now);
  if (settled > 0) {
    const stream = client ?? 'org';
    const about = client === undefined ? {} : { client };
    const detail = { check: id, answer, settled };
    await append(
      tx,
      { stream, ...about, kind: 'mailing.answered', actor: who.id, detail, words: { about: check.name } },
      now,
    );
  }
  await behind(tx, askSubject(id, who.id), checkSubject(id));
  const open = (await asksOf(tx.db, id)).some((each) => each.answer === undefined);
  if (!open) await closeAsking(tx, id, now);
  return undefined;
}
