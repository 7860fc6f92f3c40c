import type { Db } from '../../db/schema.ts';
import type { Tx } from '../../db/store.ts';
import { newId } from '../kernel/ids.ts';
import { fold } from './fold.ts';
import type { Key } from './keys.ts';
import { clientById, clientOfKey, giveKey, insertClient, keysOfClient, touchKey, updateClient } from './store.ts';

/** Who enquires: at least one key, and what they call themselves. */
export type Enquirer = { readonly keys: readonly Key[]; readonly name: string; readonly company: string | null };

/**
 * The client that any of the keys leads to (e-mail before handle before phone), else a new one. Keys that lead
 * nowhere yet are given to it; a key of another client stays there. Touching the keys first, in one order, makes two
 * identical enquiries in the same instant end as one client.
 */
export async function findOrMakeClient(
  tx: Tx,
  { keys, name, company }: Enquirer,
  now: number,
): Promise<{ id: string; made: boolean }> {
  const owners: (string | null)[] = [];
  for (const key of keys) {
    const known = await clientOfKey(tx.db, key);
    if (known === null) await touchKey(tx.db, key);
    owners.push(known ?? (await clientOfKey(tx.db, key)));
  }
  const found = owners.find((owner) => owner !== null);
  const id = found ?? newId();
  if (found === undefined)
    await insertClient(tx.db, { id, name, company, created_at: now, search: fold(`${name} ${company ?? ''}`) });
  else await completeClient(tx.db, id, { keys, name, company });
  for (const [index, key] of keys.entries()) if (owners[index] === null) await giveKey(tx.db, key, id);
  return { id, made: found === undefined };
}

/** Whoever came with an address alone gets the name and the company that a later enquiry brings. */
async function completeClient(db: Db, id: string, { name, company }: Enquirer): Promise<void> {
  const known = await clientById(db, id);
  if (!known || (known.company !== null && known.name === name)) return;
  const addresses = new Set((await keysOfClient(db, id)).map(({ value }) => value));
  const isAddress = (text: string): boolean => addresses.has(text.trim().toLowerCase()) || addresses.has(text.trim());
  const next = {
    name: isAddress(known.name) && !isAddress(name) ? name : known.name,
    company: known.company ?? company,
  };
  if (next.name === known.name && next.company === known.company) return;
  await updateClient(db, id, { ...next, search: fold(`${next.name} ${next.company ?? ''}`) });
}
