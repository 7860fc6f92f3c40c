import { sql } from 'kysely';
import type { Db, Schema } from '../../db/schema.ts';
import type { Client } from './client.ts';
import type { Key } from './keys.ts';

/** Makes sure that a key has its row. On Postgres this waits for whoever is making it now. */
export async function touchKey(db: Db, { kind, value }: Key): Promise<void> {
  await db
    .insertInto('client_key')
    .values({ kind, value, client_id: null })
    .onConflict((conflict) => conflict.columns(['kind', 'value']).doNothing())
    .execute();
}

/** The client that a key leads to. */
export async function clientOfKey(db: Db, { kind, value }: Key): Promise<string | null> {
  const row = await db
    .selectFrom('client_key')
    .select('client_id')
    .where('kind', '=', kind)
    .where('value', '=', value)
    .executeTakeFirst();
  return row?.client_id ?? null;
}

/** The client that the first of some keys leads to. */
export async function clientOfKeys(db: Db, keys: readonly Key[]): Promise<string | undefined> {
  for (const key of keys) {
    const client = await clientOfKey(db, key);
    if (client !== null) return client;
  }
  return undefined;
}

/** Gives a key that leads nowhere yet to a client. */
export async function giveKey(db: Db, { kind, value }: Key, clientId: string): Promise<void> {
  await db
    .updateTable('client_key')
    .set({ client_id: clientId })
    .where('kind', '=', kind)
    .where('value', '=', value)
    .where('client_id', 'is', null)
    .execute();
}

/** Writes a new client. */
export async function insertClient(db: Db, row: Schema['client']): Promise<void> {
  await db.insertInto('client').values(row).execute();
}

/** Changes what a client is called. */
export async function updateClient(
  db: Db,
  id: string,
  change: Pick<Schema['client'], 'name' | 'company' | 'search'>,
): Promise<void> {
  await db.updateTable('client').set(change).where('id', '=', id).execute();
}

/** A client by its id. */
export function clientById(db: Db, id: string): Promise<Client | undefined> {
  return db.selectFrom('client').select(['id', 'name', 'company']).where('id', '=', id).executeTakeFirst();
}

/** The keys of a client. */
export async function keysOfClient(db: Db, id: string): Promise<Key[]> {
  const rows = await db
    .selectFrom('client_key')
    .select(['kind', 'value'])
    .where('client_id', '=', id)
    .orderBy('kind')
    .orderBy('value')
    .execute();
  return rows.map(({ kind, value }) => ({ kind: kind as Key['kind'], value }));
}

/** Clients whose folded name and company contain all of some folded words, the latest first. */
export function clientsNamed(db: Db, words: readonly string[], limit: number): Promise<Client[]> {
  const all = db.selectFrom('client').select(['id', 'name', 'company']);
  return words
    .reduce((query, word) => query.where(contains(word)), all)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** A `%` that somebody typed stands for itself. */
function contains(word: string) {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`search like ${pattern} escape '\\'`;
}
