import type { ExpressionBuilder } from 'kysely';
import type { Db, Schema } from '../../db/schema.ts';
import type { Client } from './client.ts';
import type { Key } from './matching/keys.ts';
import { holdersOf } from './records/near-store.ts';

/** So many values stand in one statement. */
const mostAtOnce = 1000;

/** Makes sure that a key has its row, and waits for whoever else is at it now. */
export async function touchKey(db: Db, { kind, value }: Key, now: number): Promise<void> {
  await db
    .insertInto('known_key')
    .values({ kind, value, seen_at: now })
    .onConflict((conflict) => conflict.columns(['kind', 'value']).doUpdateSet({ seen_at: now }))
    .execute();
}

/** The same for many keys, in one order. */
export async function touchKeys(db: Db, keys: readonly Key[], now: number): Promise<void> {
  const distinct = new Map(keys.map((key) => [nameOfKey(key), key]));
  const sorted = [...distinct].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, key]) => key);
  for (let at = 0; at < sorted.length; at += mostAtOnce)
    await db
      .insertInto('known_key')
      .values(sorted.slice(at, at + mostAtOnce).map(({ kind, value }) => ({ kind, value, seen_at: now })))
      .onConflict((conflict) => conflict.columns(['kind', 'value']).doUpdateSet({ seen_at: now }))
      .execute();
}

/** Which of some keys lead to anybody, each as `kind value`. */
export async function heldKeys(db: Db, keys: readonly Key[]): Promise<Set<string>> {
  const held = new Set<string>();
  for (const kind of new Set(keys.map((key) => key.kind))) {
    const values = keys.filter((key) => key.kind === kind).map(({ value }) => value);
    for (let at = 0; at < values.length; at += mostAtOnce) {
      const rows = await db
        .selectFrom('client_key')
        .select(['kind', 'value'])
        .where('kind', '=', kind)
        .where('value', 'in', values.slice(at, at + mostAtOnce))
        .execute();
      for (const row of rows) held.add(nameOfKey(row));
    }
  }
  return held;
}

function nameOfKey({ kind, value }: { kind: string; value: string }): string {
  return `${kind} ${value}`;
}

/** Gives a key to a client, who came with it just now; others who have it keep it. */
export async function giveKey(db: Db, { kind, value }: Key, client: string, now: number): Promise<void> {
  await db
    .insertInto('client_key')
    .values({ kind, value, client_id: client, confirmed_at: now })
    .onConflict((conflict) => conflict.columns(['kind', 'value', 'client_id']).doUpdateSet({ confirmed_at: now }))
    .execute();
}

/** The clients that the first of some keys to lead anywhere leads to. */
export async function clientsOfKeys(db: Db, keys: readonly Key[]): Promise<string[]> {
  for (const key of keys) {
    const clients = new Set((await holdersOf(db, key)).map(({ client }) => client));
    if (clients.size > 0) return [...clients];
  }
  return [];
}

/** Writes a new client. */
export async function insertClient(db: Db, row: Schema['client']): Promise<void> {
  await db.insertInto('client').values(row).execute();
}

/** Changes what a client is called. */
export async function updateClient(
  db: Db,
  id: string,
  change: Pick<Schema['client'], 'name' | 'company'>,
): Promise<void> {
  await db.updateTable('client').set(change).where('id', '=', id).execute();
}

/** Says for whom a client works, unless that is known. */
export async function setAccount(db: Db, id: string, account: string): Promise<void> {
  await db
    .updateTable('client')
    .set({ account_id: account })
    .where('id', '=', id)
    .where('account_id', 'is', null)
    .execute();
}

/** A client by its id, or by the id of one that was merged into it. */
export async function clientById(db: Db, id: string): Promise<Client | undefined> {
  const found = await db
    .selectFrom('client')
    .select(['id', 'name', 'company', 'root_id'])
    .where('id', '=', id)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  if (!found) return undefined;
  const { root_id, ...client } = found;
  return root_id === id ? client : clientById(db, root_id);
}

/** A client by its own id, as it is called before anything was merged into it; undefined if it is erased. */
export async function memberById(db: Db, id: string): Promise<Client | undefined> {
  return db
    .selectFrom('client')
    .select(['id', 'name', 'company'])
    .where('id', '=', id)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
}

/** The ids of everything that is this client: the oldest, which all the others were merged into, first. */
export async function membersOf(db: Db, id: string): Promise<string[]> {
  const rows = await db.selectFrom('client').select(['id', 'root_id']).where('root_id', '=', rootOf(id)).execute();
  return rows
    .toSorted((one, other) => Number(other.id === other.root_id) - Number(one.id === one.root_id))
    .map((row) => row.id);
}

/** The keys of a client, by all its ids. */
export async function keysOfClient(db: Db, members: readonly string[]): Promise<Key[]> {
  const rows = await db
    .selectFrom('client_key')
    .select(['kind', 'value'])
    .distinct()
    .where('client_id', 'in', members)
    .orderBy('kind')
    .orderBy('value')
    .execute();
  return rows.map(({ kind, value }) => ({ kind: kind as Key['kind'], value }));
}

/** Some clients, in the order of their ids as they are given. */
export async function clientsByIds(db: Db, ids: readonly string[]): Promise<Client[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('client').select(['id', 'name', 'company']).where('id', 'in', ids).execute();
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

/** For whom a client works. */
export async function accountOfClient(db: Db, id: string): Promise<{ id: string; name: string } | undefined> {
  return db
    .selectFrom('client')
    .innerJoin('account', 'account.id', 'client.account_id')
    .select(['account.id', 'account.name'])
    .where('client.id', '=', id)
    .executeTakeFirst();
}

/** The clients after an id, in the order of their ids; those that were merged away or erased are left out. */
export function rootsAfter(db: Db, last: string, limit: number): Promise<Client[]> {
  return db
    .selectFrom('client')
    .select(['id', 'name', 'company'])
    .where('id', '>', last)
    .whereRef('root_id', '=', 'id')
    .where('erased_at', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** The clients of an account, the latest first. */
export function clientsOfAccount(db: Db, account: string, limit: number): Promise<Client[]> {
  return db
    .selectFrom('client')
    .select(['id', 'name', 'company'])
    .where('account_id', '=', account)
    .whereRef('root_id', '=', 'id')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

function rootOf(id: string) {
  return (eb: ExpressionBuilder<Schema, 'client'>) =>
    eb.selectFrom('client as asked').select('asked.root_id').where('asked.id', '=', id);
}
