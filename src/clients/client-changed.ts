import type { Tx } from '../../db/store.ts';
import { behind } from '../chat/want.ts';
import { clientSubject } from './client.ts';
import { membersOf, membersOfAll } from './store.ts';

/** Something that cards show of a client is another now: every post that shows it, by any of its ids, is behind. */
export async function clientChanged(tx: Tx, client: string): Promise<void> {
  await behind(tx, ...(await membersOf(tx.db, client)).map(clientSubject));
}

/** The same of many clients. */
export async function clientsChanged(tx: Tx, clients: readonly string[]): Promise<void> {
  const members = [...(await membersOfAll(tx.db, clients)).values()].flat();
  await behind(tx, ...members.map(clientSubject));
}
