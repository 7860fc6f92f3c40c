import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { dialects, type Engine } from './dialect.ts';

/** What a post shows, as a digest: a change that nobody would see is not sent. */
export function drawn(engine: Engine): Migration {
  const { text } = dialects[engine];
  return { up: async (db) => void (await sql.raw(`alter table post add column drawn ${text}`).execute(db)) };
}
