import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database } from 'better-sqlite3';
import { isRefusal } from '../src/kernel/refusal.ts';
import { NestedWrite, OperationOver, OperationWaited } from './errors.ts';
import type { Db } from './schema.ts';
import type { News, Op, Write } from './store.ts';

type Waiting = { op: Op<unknown>; resolve(value: unknown): void; reject(error: unknown): void };
type Turn = { readonly news: Set<News> };

/** More would make the first of a group wait for the last. */
const largestGroup = 256;

/**
 * Group commit on one SQLite connection: what is waiting runs in one transaction, each operation in its own
 * savepoint, one durable commit, then all are answered. No timer gathers: the commit itself is the window.
 */
export function groupCommitter(
  database: Database,
  tell: (news: News) => void,
): { write: Write; mayRun: () => void; use(db: Db): void } {
  const [begin, commit, rollback] = ['begin immediate', 'commit', 'rollback'].map((sql) => database.prepare(sql));
  const [savepoint, release, undo] = ['savepoint op', 'release op', 'rollback to op'].map((sql) =>
    database.prepare(sql),
  );
  const turns = new AsyncLocalStorage<Turn>();
  let current: Turn | undefined;
  let queue: Waiting[] = [];
  let scheduled = false;
  let db: Db | undefined;

  const write: Write = <T>(op: Op<T>) =>
    new Promise<T>((resolve, reject) => {
      if (turns.getStore()) return reject(new NestedWrite());
      queue.push({ op, resolve: resolve as (value: unknown) => void, reject });
      if (scheduled) return;
      scheduled = true;
      setImmediate(flush);
    });

  async function flush(): Promise<void> {
    const group = queue.slice(0, largestGroup);
    queue = queue.slice(largestGroup);
    try {
      for (const news of await commitGroup(group)) tell(news);
    } catch (fault) {
      if (database.inTransaction) rollback?.run();
      for (const { reject } of group) reject(fault);
    }
    scheduled = queue.length > 0;
    if (scheduled) setImmediate(flush);
  }

  async function commitGroup(group: readonly Waiting[]): Promise<Set<News>> {
    const told = new Set<News>();
    const answers: (() => void)[] = [];
    begin?.run();
    for (const waiting of group) answers.push(await runAlone(waiting, told));
    commit?.run();
    for (const answer of answers) answer();
    return told;
  }

  async function runAlone({ op, resolve, reject }: Waiting, told: Set<News>): Promise<() => void> {
    const turn: Turn = { news: new Set() };
    savepoint?.run();
    current = turn;
    try {
      const result = await settledInThisTurn(turn, op);
      current = undefined;
      if (isRefusal(result)) undo?.run();
      else for (const news of turn.news) told.add(news);
      release?.run();
      return () => resolve(result);
    } catch (fault) {
      current = undefined;
      undo?.run();
      release?.run();
      return () => reject(fault);
    }
  }

  /** Every query here is synchronous, so an honest operation is over before an immediate can fire. */
  function settledInThisTurn(turn: Turn, op: Op<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const guard = setImmediate(() => reject(new OperationWaited()));
      const handle = db;
      if (!handle) return reject(new OperationOver());
      turns
        .run(turn, () => op({ db: handle, after: (news) => turn.news.add(news) }))
        .then(resolve, reject)
        .finally(() => clearImmediate(guard));
    });
  }

  const mayRun = (): void => {
    if (current === undefined || turns.getStore() !== current) throw new OperationOver();
  };

  return { write, mayRun, use: (handle) => (db = handle) };
}
