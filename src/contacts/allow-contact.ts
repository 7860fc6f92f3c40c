import type { Tx } from '../../db/store.ts';
import type { Person } from '../chat/directory.ts';
import { clientChanged } from '../clients/client-changed.ts';
import { clientById, membersOf } from '../clients/store.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { append } from '../ledger/append.ts';
import { deleteStop } from './store.ts';

/**
 * A client who had asked not to be contacted may be contacted again, and somebody says so with their name, and why.
 * Refuses whoever was erased: `client.unknown`.
 */
export async function allowContact(
  tx: Tx,
  who: Person,
  client: string,
  why: string,
  now: number,
): Promise<undefined | Refusal> {
  if (!(await clientById(tx.db, client))) return refuse('client.unknown');
  if (!(await deleteStop(tx.db, await membersOf(tx.db, client)))) return undefined;
  await append(tx, { stream: client, client, kind: 'contact.allowed', actor: who.id, words: { why } }, now);
  await clientChanged(tx, client);
  return undefined;
}
