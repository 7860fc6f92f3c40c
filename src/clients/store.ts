import type { ExpressionBuilder } from 'kysely';
import type { Db, Schema } from '../../db/schema.ts';
import { type Client, isAddress } from './client.ts';
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
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'value', 'client_id'])
        .doUpdateSet({ confirmed_at: now })
        .where('client_key.confirmed_at', '<', now),
    )
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
  const members = await known(db).where('root_id', '=', rootOf(id)).execute();
  return asOne(members);
}

type Member = Client & { readonly root_id: string };

function known(db: Db) {
  return db.selectFrom('client').select(['id', 'name', 'company', 'root_id']).where('erased_at', 'is', null);
}

/** What all that is one client is called: as the oldest, but for what only another of them says. */
function asOne(members: readonly Member[]): Client | undefined {
  const sorted = members.toSorted((one, other) => rank(one) - rank(other) || (one.id < other.id ? -1 : 1));
  const [root] = sorted;
  if (!root) return undefined;
  const called = sorted.find(({ name }) => !isAddress(name)) ?? root;
  const company = sorted.find((each) => each.company !== null)?.company ?? null;
  return { id: root.root_id, name: called.name, company };
}

function rank({ id, root_id }: Member): number {
  return id === root_id ? 0 : 1;
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

/** What some clients are called by their own ids, whatever they were merged into since. */
export async function ownNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('client').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The ids of everything that is this client: the oldest, which all the others were merged into, first. */
export async function membersOf(db: Db, id: string): Promise<string[]> {
  const rows = await db.selectFrom('client').select(['id', 'root_id']).where('root_id', '=', rootOf(id)).execute();
  return rows
    .toSorted((one, other) => Number(other.id === other.root_id) - Number(one.id === one.root_id))
    .map((row) => row.id);
}

/** The same of many clients, each by the id that was asked for; whoever is not known is left out. */
export async function membersOfAll(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
  const asked = await db.selectFrom('client').select(['id', 'root_id']).where('id', 'in', ids).execute();
  const roots = [...new Set(asked.map(({ root_id }) => root_id))];
  if (roots.length === 0) return new Map();
  const rows = await db.selectFrom('client').select(['id', 'root_id']).where('root_id', 'in', roots).execute();
  const members = Map.groupBy(rows, ({ root_id }) => root_id);
  const sorted = (root: string): string[] => [
    root,
    ...(members.get(root) ?? []).flatMap(({ id }) => (id === root ? [] : [id])),
  ];
  return new Map(asked.map(({ id, root_id }) => [id, sorted(root_id)]));
}

/** The telephone numbers of some clients, each with whose it is. */
export function phonesOf(db: Db, clients: readonly string[]): Promise<{ client_id: string; value: string }[]> {
  return db
    .selectFrom('client_key')
    .select(['client_id', 'value'])
    .where('client_id', 'in', clients)
    .where('kind', '=', 'phone')
    .execute();
}

/** For whom some clients work, where that is known. */
export async function employersOf(db: Db, clients: readonly string[]): Promise<{ id: string; account: string }[]> {
  const rows = await db
    .selectFrom('client')
    .select(['id', 'account_id'])
    .where('id', 'in', clients)
    .where('account_id', 'is not', null)
    .execute();
  return rows.map(({ id, account_id }) => ({ id, account: account_id ?? '' }));
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
  const roots = db.selectFrom('client as asked').select('asked.root_id').where('asked.id', 'in', ids);
  const rows = await known(db).where('root_id', 'in', roots).execute();
  const clients = new Map<string, Client | undefined>();
  for (const members of Map.groupBy(rows, (row) => row.root_id).values())
    for (const { id } of members) clients.set(id, asOne(members));
  return ids.flatMap((id) => clients.get(id) ?? []);
}

/** For whom a client works, by all its ids: what the oldest says, if it says it. */
export async function accountOfClient(
  db: Db,
  members: readonly string[],
): Promise<{ id: string; name: string } | undefined> {
  const rows = await db
    .selectFrom('client')
    .innerJoin('account', 'account.id', 'client.account_id')
    .select(['client.id as member', 'account.id', 'account.name'])
    .where('client.id', 'in', members)
    .execute();
  const [first] = rows.toSorted((one, other) => members.indexOf(one.member) - members.indexOf(other.member));
  return first && { id: first.id, name: first.name };
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
export async function clientsOfAccount(db: Db, account: string, limit: number): Promise<Client[]> {
  const roots = await db
    .selectFrom('client')
    .select('root_id')
    .distinct()
    .where('account_id', '=', account)
    .orderBy('root_id', 'desc')
    .limit(limit)
    .execute();
  return clientsByIds(
    db,
    roots.map(({ root_id }) => root_id),
  );
}

function rootOf(id: string) {
  return (eb: ExpressionBuilder<Schema, 'client'>) =>
    eb.selectFrom('client as asked').select('asked.root_id').where('asked.id', '=', id);
}
