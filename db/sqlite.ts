import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely } from 'kysely';
import { DatabaseRefused } from './errors.ts';
import { groupCommitter } from './group-commit.ts';
import { migrate } from './migrate.ts';
import { newsStand } from './news.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import type { Store } from './store.ts';

/** A 201 means on disk (FULL); what is deleted is overwritten; a long WAL is cut back. */
const pragmas = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'busy_timeout = 2000',
  'foreign_keys = ON',
  'secure_delete = ON',
  'temp_store = MEMORY',
  // The inner pages of every index of a million clients: what is filed by a hash lands anywhere.
  'cache_size = -131072',
  'wal_autocheckpoint = 1000',
  'journal_size_limit = 67108864',
];

/** What is read often stays in memory, and the rest of a large file is mapped rather than copied. */
const readerPragmas = ['busy_timeout = 2000', 'cache_size = -65536', 'mmap_size = 4294967296'];

/** Opens and migrates a SQLite file; refuses when another process has it, or a newer version wrote it. */
export async function openSqlite(file: string): Promise<Store> {
  mkdirSync(dirname(file), { recursive: true });
  const lock = lockOf(file);
  const writer = new Database(file);
  for (const pragma of pragmas) writer.pragma(pragma);
  try {
    await migrate(new Kysely<Schema>({ dialect: sqliteDialect(writer) }), 'sqlite');
  } catch (fault) {
    writer.close();
    lock.close();
    throw fault;
  }

  const news = newsStand();
  const committer = groupCommitter(writer, news.tell);
  committer.use(new Kysely<Schema>({ dialect: sqliteDialect(writer, committer.mayRun) }));
  const reader = new Database(file, { readonly: true });
  for (const pragma of readerPragmas) reader.pragma(pragma);

  return {
    read: new Kysely<Schema>({ dialect: sqliteDialect(reader) }),
    write: committer.write,
    exclusive: true,
    listen: news.listen,
    // Deleted content is overwritten at once; the log of changes still has it until it is cut back.
    forget: async () => {
      writer.pragma('wal_checkpoint(TRUNCATE)');
    },
    close: async () => {
      reader.close();
      writer.pragma('wal_checkpoint(TRUNCATE)');
      writer.close();
      lock.close();
    },
  };
}

/** An exclusive lock on a file of its own: the system lets go of it however the process ends. */
function lockOf(file: string): Database.Database {
  const lock = new Database(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
    return lock;
  } catch {
    lock.close();
    throw new DatabaseRefused(
      `Another Baton is running on ${file}. Stop it first, or set DATABASE_URL to another file.`,
    );
  }
}
