import type { Tx } from '../../../db/store.ts';
import { behind } from '../../chat/want.ts';
import { append } from '../../ledger/append.ts';
import { askSubject } from './ask.ts';
import { waitingIn } from './ask-store.ts';
import { checkSubject } from './check.ts';
import { checkById, saveCheck } from './store.ts';

/** Everybody has answered, or the time is over: the list can be confirmed. Nothing happens to a check that is further. */
export async function closeAsking(tx: Tx, id: string, now: number): Promise<void> {
  const check = await checkById(tx.db, id);
  if (check?.state !== 'asking') return;
  if (!(await saveCheck(tx.db, check, { state: 'ready' }))) return closeAsking(tx, id, now);
  const waiting = await waitingIn(tx.db, id);
  const silent = waiting.reduce((sum, { open }) => sum + open, 0);
  await append(tx, { stream: 'org', kind: 'mailing.ready', actor: 'baton', detail: { check: id, silent } }, now);
  await behind(tx, checkSubject(id), ...waiting.map(({ person }) => askSubject(id, person)));
}
