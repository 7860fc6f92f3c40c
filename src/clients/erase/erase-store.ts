import type { Db } from '../../../db/schema.ts';
import type { Key } from '../matching/keys.ts';

/** Takes the keys of some clients away; those that nobody else has are unknown from now on. */
export async function deleteKeys(db: Db, members: readonly string[], keys: readonly Key[]): Promise<void> {
  await db.deleteFrom('client_key').where('client_id', 'in', members).execute();
  for (const { kind, value } of keys) {
    const held = db.selectFrom('client_key').select('client_id').where('kind', '=', kind).where('value', '=', value);
    await db
      .deleteFrom('known_key')
      .where('kind', '=', kind)
      .where('value', '=', value)
      .where(({ not, exists }) => not(exists(held)))
      .execute();
  }
}

/** Takes the words out of some clients, and what both departments wrote of them. */
export async function blankClients(db: Db, members: readonly string[], now: number): Promise<void> {
  await db
    .updateTable('client')
    .set({ name: '', company: null, account_id: null, erased_at: now })
    .where('id', 'in', members)
    .execute();
  await db.deleteFrom('profile_line').where('client_id', 'in', members).execute();
  await db.deleteFrom('standing').where('client_id', 'in', members).execute();
}

/** Accounts that nobody is left of go with the last of their clients. */
export async function deleteEmptyAccounts(db: Db, accounts: readonly string[]): Promise<void> {
  for (const id of accounts) {
    const left = await db.selectFrom('client').select('id').where('account_id', '=', id).limit(1).executeTakeFirst();
    if (left) continue;
    await db.deleteFrom('account_key').where('account_id', '=', id).execute();
    await db.deleteFrom('account').where('id', '=', id).execute();
  }
}

/** The accounts of some clients. */
export async function accountsOf(db: Db, members: readonly string[]): Promise<string[]> {
  const rows = await db.selectFrom('client').select('account_id').distinct().where('id', 'in', members).execute();
  return rows.flatMap(({ account_id }) => account_id ?? []);
}

/** The posts that show any of some subjects: in which place each stands, and how it is there. */
export async function postsShowing(db: Db, subjects: readonly string[]): Promise<{ place: string; state: string }[]> {
  return db
    .selectFrom('post')
    .select(['post.place', 'post.state'])
    .where('post.id', 'in', (eb) => eb.selectFrom('post_subject').select('post_id').where('subject', 'in', subjects))
    .where('post.state', '!=', 'gone')
    .execute();
}
