import type { Db } from '../../db/schema.ts';
import type { Tx } from '../../db/store.ts';
import { newId } from '../kernel/ids.ts';
import { readHits } from './matching/exact-lane.ts';
import { type Key, keysOfTraits } from './matching/keys.ts';
import type { Traits, Typed } from './matching/traits.ts';
import type { Candidate } from './matching/verdict.ts';
import { findOrMakeAccount } from './records/account-store.ts';
import { readKeys } from './records/match-record.ts';
import { hasRecord, insertRecord } from './records/record-store.ts';
import { clientById, giveKey, insertClient, keysOfClient, touchKey, updateClient } from './store.ts';

/** Who enquires, as they came and as that is compared; `near` is what likeness said before, outside the transaction. */
export type Enquirer = {
  readonly typed: Typed;
  readonly traits: Traits;
  readonly source: string;
  readonly near?: readonly Candidate[];
  /** What another system calls this client, qualified by that system: `hubspot:123`. */
  readonly elsewhere?: string | undefined;
  /** The account, where another system says it. */
  readonly account?: string | undefined;
};

export type Found = {
  readonly id: string;
  readonly made: boolean;
  /** Of a client that is new: whom it may be. */
  readonly possible: readonly Candidate[];
};

/**
 * The client that exact keys lead to under their guards, else a new one. Its keys and its record are kept. Touching
 * the keys first, in one order, makes two identical enquiries in the same instant end as one client.
 */
export async function findOrMakeClient(tx: Tx, enquirer: Enquirer, now: number): Promise<Found> {
  const { typed, traits, source, near = [] } = enquirer;
  const keys = keysOfEnquirer(enquirer);
  for (const key of keys) await touchKey(tx.db, key, now);
  const exact = readHits(await readKeys(tx.db, traits, keys, now), new Set());
  const id = exact.same ?? (await make(tx, enquirer, now));
  if (exact.same !== undefined) await completeClient(tx.db, id, typed);
  for (const key of keys) await giveKey(tx.db, key, id, now);
  const made = exact.same === undefined;
  if (made || !(await hasRecord(tx.db, id, traits)))
    await insertRecord(tx.db, { client: id, source, typed, traits, at: now });
  if (exact.same !== undefined) return { id, made, possible: [] };
  const guarded = exact.guarded.map(({ client, guard }) => ({ client, guard, bits: 0, evidence: [] }));
  const known = new Set(near.map(({ client }) => client));
  return { id, made, possible: [...near, ...guarded.filter(({ client }) => !known.has(client))].slice(0, 3) };
}

/** Everything by which an enquirer may be known, in the order in which it is touched. */
export function keysOfEnquirer({ traits, elsewhere }: Enquirer): Key[] {
  const ids: Key[] = elsewhere === undefined ? [] : [{ kind: 'id', value: elsewhere }];
  return [...keysOfTraits(traits), ...ids];
}

/** What a client is called until somebody says a name. */
export function nameOf({ name, email, phone, handle }: Typed): string {
  return name ?? email ?? phone ?? handle ?? '';
}

async function make(tx: Tx, { typed, traits, account: told }: Enquirer, now: number): Promise<string> {
  const id = newId();
  const company = typed.company ?? null;
  const account = told ?? (await findOrMakeAccount(tx, traits, company, now));
  const called = { name: nameOf(typed), company };
  await insertClient(tx.db, { id, ...called, created_at: now, account_id: account, root_id: id, erased_at: null });
  return id;
}

/** Whoever came with an address alone gets the name and the company that a later enquiry brings. */
async function completeClient(db: Db, id: string, typed: Typed): Promise<void> {
  const known = await clientById(db, id);
  const name = nameOf(typed);
  if (!known || (known.company !== null && known.name === name)) return;
  const addresses = new Set((await keysOfClient(db, [id])).map(({ value }) => value));
  const isAddress = (text: string): boolean => addresses.has(text.trim().toLowerCase()) || addresses.has(text.trim());
  const next = {
    name: isAddress(known.name) && !isAddress(name) ? name : known.name,
    company: known.company ?? typed.company ?? null,
  };
  if (next.name !== known.name || next.company !== known.company) await updateClient(db, id, next);
}
