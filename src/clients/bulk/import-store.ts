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

/** The clients whom a list brought anything to, by who tells it in the ledger. */
export async function clientsOfImport(db: Db, actor: string): Promise<string[]> {
  const rows = await db
    .selectFrom('ledger')
    .select('stream')
    .distinct()
    .where('kind', 'in', ['client.imported', 'lead.arrived', 'contact.touched'])
    .where('actor', '=', actor)
    .execute();
  return rows.map(({ stream }) => stream);
}

/** Whether nothing is told of a client but what a list brought. */
export async function aloneIn(db: Db, client: string, actor: string): Promise<boolean> {
  const other = await db
    .selectFrom('ledger')
    .select('seq')
    .where('stream', '=', client)
    .where('actor', '!=', actor)
    .limit(1)
    .executeTakeFirst();
  return other === undefined;
}

/** Notes that a list was taken back: no history tells of it from now on. */
export async function markReverted(db: Db, id: string, now: number): Promise<void> {
  await db.updateTable('import_job').set({ reverted_at: now }).where('id', '=', id).execute();
}

/** Begins a job. */
export async function insertJob(db: Db, job: ImportJob): Promise<void> {
  await db.insertInto('import_job').values(job).execute();
}

/** Says how far a job has come. */
export async function saveJob(db: Db, { id, row, made, joined, refused, finished_at }: ImportJob): Promise<void> {
  await db.updateTable('import_job').set({ row, made, joined, refused, finished_at }).where('id', '=', id).execute();
}
