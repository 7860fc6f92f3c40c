import type { Db, Schema } from '../../db/schema.ts';
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
