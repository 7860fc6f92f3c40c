import type { Tx } from '../../../db/store.ts';
import { behind } from '../../chat/want.ts';
import { append } from '../../ledger/append.ts';
import { askSubject } from './ask.ts';
import { checkSubject } from './check.ts';
import { asksOf, checkById, saveCheck } from './store.ts';

/** Everybody has answered, or the time is over: the list can be confirmed. Nothing happens to a check that is further. */
export async function closeAsking(tx: Tx, id: string, now: number): Promise<void> {
  const check = await checkById(tx.db, id);
  if (check?.state !== 'asking') return;
  if (!(await saveCheck(tx.db, check, { state: 'ready' }))) return closeAsking(tx, id, now);
  const asks = await asksOf(tx.db, id);
  const silent = asks.filter(({ answer }) => answer === undefined).length;
  await append(tx, { stream: 'org', kind: 'mailing.ready', actor: 'baton', detail: { check: id, silent } }, now);
  const people = [...new Set(asks.map(({ person }) => person))];
  await behind(tx, checkSubject(id), ...people.map((person) => askSubject(id, person)));
}
