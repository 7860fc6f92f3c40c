import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { isRefusal, type Refusal } from '../src/kernel/refusal.ts';
import { isSerializationFailure, NestedWrite } from './errors.ts';
import { migrate } from './migrate.ts';
import { newsStand } from './news.ts';
import type { Db, Schema } from './schema.ts';
import type { News, Op, Store } from './store.ts';

const attempts = 8;
const int8 = 20;

/** A refusal on its way out of a transaction: throwing is how Kysely is told to roll back. */
class Undone extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super('undone');
    this.refusal = refusal;
  }
}

/** Opens and migrates a Postgres database; refuses one that a newer version wrote. */
export async function openPostgres(url: string, onFault: (fault: Error) => void): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    types: { getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text')) },
  });
  // Without a listener, a connection that the server closes ends the process.
  pool.on('error', onFault);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db, 'postgres');
  } catch (fault) {
    await db.destroy();
    throw fault;
  }
  const news = newsStand();
  const open = new AsyncLocalStorage<true>();

  return {
    read: db,
    write: <T>(op: Op<T>) => {
      if (open.getStore()) return Promise.reject(new NestedWrite());
      // Only the operation runs inside: whoever hears the news afterwards may write again.
      return transact(db, (tx) => open.run(true, () => op(tx)), news.tell);
    },
    exclusive: false,
    listen: news.listen,
    forget: async () => {
      await sql`vacuum`.execute(db);
    },
    close: () => db.destroy(),
  };
}

async function transact<T>(db: Db, op: Op<T>, tell: (news: News) => void): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const told = new Set<News>();
    try {
      const result = await db.transaction().execute(async (trx) => {
        const value = await op({ db: trx, after: (news) => told.add(news) });
        if (isRefusal(value)) throw new Undone(value);
        return value;
      });
      for (const news of told) tell(news);
      return result;
    } catch (fault) {
      if (fault instanceof Undone) return fault.refusal as T;
      if (!isSerializationFailure(fault) || attempt === attempts) throw fault;
      await sleep(Math.random() * 2 ** attempt);
    }
  }
}
