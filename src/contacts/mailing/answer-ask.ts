import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { behind } from '../../chat/want.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { appendEach } from '../../ledger/append-each.ts';
import { askSubject } from './ask.ts';
import { asksOf, saveAnswer, waitingIn } from './ask-store.ts';
import { checkSubject } from './check.ts';
import { closeAsking } from './close-asking.ts';
import { lockCheck } from './store.ts';

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
  // A list that is being confirmed, and others who answer, wait for this answer, or this for them.
  const check = await lockCheck(tx.db, id);
  if (check?.state !== 'asking' && check?.state !== 'ready') return refuse('mailing.closed');
  const settled = await saveAnswer(tx.db, { check: id, person: who.id, client }, answer, now);
  if (settled.length === 0 && client !== undefined) return refuse('mailing.not-asked');
  if (settled.length === 0 && (await asksOf(tx.db, id, who.id, { most: 1 })).length === 0)
    return refuse('mailing.not-asked');
  const entry = {
    kind: 'mailing.answered',
    actor: who.id,
    detail: { check: id, answer },
    words: { about: check.name },
  };
  await appendEach(
    tx,
    settled.map((each) => ({ ...entry, stream: each, client: each })),
    now,
  );
  await behind(tx, askSubject(id, who.id), checkSubject(id));
  if ((await waitingIn(tx.db, id)).every(({ open }) => open === 0)) await closeAsking(tx, id, now);
  return undefined;
}
