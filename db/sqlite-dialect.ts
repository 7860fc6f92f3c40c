import type { Database, Statement } from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { LRUCache } from 'lru-cache';

/** Statements kept a connection: `in` lists and multi-row inserts give ever-new texts, so the map is bounded. */
const keptStatements = 256;

/**
 * A Kysely dialect over one better-sqlite3 connection. It keeps prepared statements (Kysely's own prepares each
 * query again, 7 × slower), begins with `immediate` (so that a read-then-write never meets SQLITE_BUSY_SNAPSHOT),
 * and puts no mutex round the connection. `mayRun` throws where a query is out of place.
 */
export function sqliteDialect(database: Database, mayRun: () => void = () => {}): Dialect {
  const driver = new SqliteDriver(new KeptConnection(database, mayRun));
  return {
    createDriver: () => driver,
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new ConcurrentSqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

class ConcurrentSqliteAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class SqliteDriver implements Driver {
  readonly #connection: KeptConnection;
  constructor(connection: KeptConnection) {
    this.#connection = connection;
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}

class KeptConnection implements DatabaseConnection {
  readonly #database: Database;
  readonly #mayRun: () => void;
  readonly #kept = new LRUCache<string, Statement>({ max: keptStatements });
  constructor(database: Database, mayRun: () => void) {
    this.#database = database;
    this.#mayRun = mayRun;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    this.#mayRun();
    let statement = this.#kept.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#kept.set(sql, statement);
    }
    if (statement.reader) return { rows: statement.all(...parameters) as Row[] };
    const { changes, lastInsertRowid } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  // biome-ignore lint/correctness/useYield: nothing here streams; the interface asks for a generator
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Streaming is not supported: page through the rows.');
  }
}
