import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { append } from '../../ledger/append.ts';
import type { Contact } from './contact.ts';

/** Somebody was warned and lets the client be: a double contact that did not happen. */
export async function letBe(tx: Tx, who: Person, { client, lead, channel }: Contact, now: number): Promise<void> {
  const about = { ...(lead === undefined ? {} : { lead }), detail: { channel } };
  await append(tx, { stream: client, client, kind: 'contact.prevented', actor: who.id, ...about }, now);
}
