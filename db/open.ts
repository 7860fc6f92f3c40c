import { sql } from 'kysely';
import { DatabaseRefused } from './errors.ts';
import { openPostgres } from './postgres.ts';
import type { Db } from './schema.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

/** Opens the database that the address names: `sqlite:<file>` or `postgres://…`. */
export async function openStore(url: string, onFault: (fault: Error) => void): Promise<Store> {
  if (url.startsWith('sqlite:')) return openSqlite(url.slice('sqlite:'.length));
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url, onFault);
  throw new DatabaseRefused(`DATABASE_URL must begin with sqlite: or postgres://`);
}

/** Whether the database answers. */
export async function answers(db: Db): Promise<boolean> {
  const question = sql`select 1`.execute(db);
  return question.then(
    () => true,
    () => false,
  );
}
