import type { Db } from '../../db/schema.ts';
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

/** The e-mail addresses after one, in their order; each leads to somebody. */
export async function addressesAfter(db: Db, last: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('client_key')
    .select('value')
    .distinct()
    .where('kind', '=', 'email')
    .where('value', '>', last)
    .orderBy('value')
    .limit(limit)
    .execute();
  return rows.map(({ value }) => value);
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
