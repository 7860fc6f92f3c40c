import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Names, companies and addresses are read by better rules: all that was filed by the old ones is filed anew. */
export function readAgain(): Migration {
  const statements = [
    'delete from record_block',
    'delete from record_word',
    'delete from word_near',
    'update record set version = 0',
  ];
  return {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
