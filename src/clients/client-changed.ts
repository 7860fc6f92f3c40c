import type { Tx } from '../../db/store.ts';
import { behind } from '../chat/want.ts';
import { clientSubject } from './client.ts';
import { membersOf } from './store.ts';

/** Something that cards show of a client is another now: every post that shows it, by any of its ids, is behind. */
export async function clientChanged(tx: Tx, client: string): Promise<void> {
  for (const id of await membersOf(tx.db, client)) await behind(tx, clientSubject(id));
}
