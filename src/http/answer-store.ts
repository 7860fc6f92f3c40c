import type { Db, Schema } from '../../db/schema.ts';

export type KeptAnswer = Schema['intake_answer'];

/** The answer kept for a token's idempotency key. */
export function readAnswer(db: Db, token: string, key: string): Promise<KeptAnswer | undefined> {
  return db
    .selectFrom('intake_answer')
    .selectAll()
    .where('token', '=', token)
    .where('key', '=', key)
    .executeTakeFirst();
}

/** Keeps an answer; false if the key has one. */
export async function keepAnswer(db: Db, answer: KeptAnswer): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('intake_answer')
    .values(answer)
    .onConflict((conflict) => conflict.columns(['token', 'key']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Gives a kept answer its body. */
export async function fillAnswer(db: Db, token: string, key: string, body: string): Promise<void> {
  await db.updateTable('intake_answer').set({ body }).where('token', '=', token).where('key', '=', key).execute();
}

/** Answers about any of some clients are gone: they are not given again, and nothing of them is kept. */
export async function withdrawAnswers(db: Db, clients: readonly string[]): Promise<void> {
  for (const client of clients)
    await db
      .updateTable('intake_answer')
      .set({ status: 410, body: '', digest: '' })
      .where('body', 'like', `%"client":"${client}"%`)
      .execute();
}

/** Forgets answers given before a moment. */
export async function forgetAnswers(db: Db, before: number): Promise<void> {
  await db.deleteFrom('intake_answer').where('at', '<', before).execute();
}
