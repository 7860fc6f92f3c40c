import type { Tx } from '../../db/store.ts';
import type { Person } from '../chat/directory.ts';
import { behind } from '../chat/want.ts';
import { clientSubject } from '../clients/client.ts';
import { append } from '../ledger/append.ts';
import { deleteStop } from './store.ts';

/** A client who had asked not to be contacted may be contacted again, and somebody says so with their name, and why. */
export async function allowContact(tx: Tx, who: Person, client: string, why: string, now: number): Promise<undefined> {
  if (!(await deleteStop(tx.db, client))) return;
  await append(tx, { stream: client, client, kind: 'contact.allowed', actor: who.id, words: { why } }, now);
  await behind(tx, clientSubject(client));
}
