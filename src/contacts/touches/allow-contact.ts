import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { clientChanged } from '../../clients/client-changed.ts';
import { clientById, membersOf } from '../../clients/store.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import type { Channel } from '../channels.ts';
import { deleteStop } from './stop-store.ts';

/** Whom to contact again, in which way, and why. */
export type Allowed = { readonly client: string; readonly channel: Channel | 'any'; readonly why: string };

/**
 * A client who had asked not to be contacted may be contacted again, and somebody says so with their name, and why.
 * Refuses whoever was erased: `client.unknown`.
 */
export async function allowContact(
  tx: Tx,
  who: Person,
  { client, channel, why }: Allowed,
  now: number,
): Promise<undefined | Refusal> {
  if (!(await clientById(tx.db, client))) return refuse('client.unknown');
  if (!(await deleteStop(tx.db, await membersOf(tx.db, client), channel))) return undefined;
  const entry = { stream: client, client, kind: 'contact.allowed', actor: who.id };
  await append(tx, { ...entry, detail: { channel }, words: { why } }, now);
  await clientChanged(tx, client);
  return undefined;
}
