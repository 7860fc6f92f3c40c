import type { ExpressionBuilder } from 'kysely';
import type { Db, Schema } from '../../db/schema.ts';
import { type Client, isAddress } from './client.ts';

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
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('client as asked')
    .innerJoin('client as member', 'member.root_id', 'asked.root_id')
    .select(['asked.id as asked', 'member.id', 'member.root_id as root'])
    .where('asked.id', 'in', ids)
    .execute();
  const found = Map.groupBy(rows, ({ asked }) => asked);
  return new Map(
    [...found].map(([asked, members]) => [asked, [...new Set(members.flatMap(({ root, id }) => [root, id]))]]),
  );
}

/** Whom some addresses lead to, and whom some ids mean: the clients that they are now, without those who were erased. */
export async function rootsOf(
  db: Db,
  { emails, ids }: { readonly emails: readonly string[]; readonly ids: readonly string[] },
): Promise<{ readonly byEmail: Map<string, string[]>; readonly byId: Map<string, string> }> {
  const keys = db
    .selectFrom('client_key')
    .innerJoin('client', 'client.id', 'client_key.client_id')
    .select(['client_key.value', 'client.root_id'])
    .where('client_key.kind', '=', 'email')
    .where('client_key.value', 'in', emails)
    .where('client.erased_at', 'is', null);
  const asked = db.selectFrom('client').select(['id', 'root_id']).where('id', 'in', ids).where('erased_at', 'is', null);
  const held = Map.groupBy(emails.length > 0 ? await keys.execute() : [], ({ value }) => value);
  const known = ids.length > 0 ? await asked.execute() : [];
  return {
    byEmail: new Map([...held].map(([value, rows]) => [value, [...new Set(rows.map(({ root_id }) => root_id))]])),
    byId: new Map(known.map(({ id, root_id }) => [id, root_id])),
  };
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
