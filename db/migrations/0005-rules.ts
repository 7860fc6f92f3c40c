import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { dialects, type Engine } from './dialect.ts';

/** The company's rules of contact: every version that was ever in force, the latest in force. */
export function rules(engine: Engine): Migration {
  const { text, int, end } = dialects[engine];
  return {
    up: async (db) => {
      await sql
        .raw(
          `create table contact_rules (
            version ${int} primary key, numbers ${text} not null, actor ${text} not null, at ${int} not null
          )${end}`,
        )
        .execute(db);
    },
  };
}
