import type { Db, Schema } from '../../../db/schema.ts';

export type NextStepRow = Schema['next_step'];

/** What some clients have agreed with colleagues and is not over at a moment (epoch ms of noon). */
export function nextStepsOf(db: Db, clients: readonly string[], since: number): Promise<NextStepRow[]> {
  return db.selectFrom('next_step').selectAll().where('client_id', 'in', clients).where('at', '>', since).execute();
}

/** What a client, by all its ids, has agreed with one colleague. */
export function nextStepOf(db: Db, clients: readonly string[], person: string): Promise<NextStepRow | undefined> {
  return db
    .selectFrom('next_step')
    .selectAll()
    .where('client_id', 'in', clients)
    .where('person_id', '=', person)
    .orderBy('since', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Writes what was agreed. */
export async function saveNextStep(db: Db, row: NextStepRow): Promise<void> {
  await db.insertInto('next_step').values(row).execute();
}

/** Forgets what a client has agreed with a colleague. */
export async function deleteNextStep(db: Db, clients: readonly string[], person: string): Promise<void> {
  await db.deleteFrom('next_step').where('client_id', 'in', clients).where('person_id', '=', person).execute();
}
