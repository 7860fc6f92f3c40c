import type { Db, Schema } from '../../../db/schema.ts';

export type ImportJob = Schema['import_job'];

/** The latest time that a list with this content was taken in, whole or not. */
export function jobOf(db: Db, digest: string): Promise<ImportJob | undefined> {
  return db
    .selectFrom('import_job')
    .selectAll()
    .where('digest', '=', digest)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** A list that was taken in, by the id of its job. */
export function jobById(db: Db, id: string): Promise<ImportJob | undefined> {
  return db.selectFrom('import_job').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Begins a job. */
export async function insertJob(db: Db, job: ImportJob): Promise<void> {
  await db.insertInto('import_job').values(job).execute();
}

/** Says how far a job has come. */
export async function saveJob(db: Db, { id, row, made, joined, refused, finished_at }: ImportJob): Promise<void> {
  await db.updateTable('import_job').set({ row, made, joined, refused, finished_at }).where('id', '=', id).execute();
}
