import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { DatabaseRefused } from './errors.ts';
import { type Engine, migrations } from './migrations/index.ts';
import type { Schema } from './schema.ts';

/**
 * Brings the database up to date, in one transaction under a lock (SQLite: begin immediate; Postgres: Kysely's
 * advisory lock). Throws DatabaseRefused when a newer version of Baton has written it.
 */
export async function migrate(db: Kysely<Schema>, engine: Engine): Promise<void> {
  const known = migrations(engine);
  await refuseNewer(db, Object.keys(known));
  const migrator = new Migrator({ db, provider: { getMigrations: async () => known } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

async function refuseNewer(db: Kysely<Schema>, known: readonly string[]): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const unknown = rows.map(({ name }) => name).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new DatabaseRefused(
    `This database was written by a newer version of Baton (it has ${unknown.join(', ')}). ` +
      'Start that version, or restore a backup made before the upgrade.',
  );
}
