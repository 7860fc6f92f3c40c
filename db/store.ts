import type { Db } from './schema.ts';

/** What a commit may have left to do: posts behind the truth, or a due row whose moment has come. */
export type News = 'posts' | 'due';

/** An open operation: its handle, and what to tell once it is on disk. */
export type Tx = {
  readonly db: Db;
  /** Says, once this is on disk, what is worth a look. It wakes whoever listens, and does nothing else. */
  after(news: News): void;
};

/** An operation waits for nothing but the database. A returned refusal or an exception undoes all it did. */
export type Op<T> = (tx: Tx) => Promise<T>;

/** The one seam for every change: resolves once the operation's outcome is durable. */
export type Write = <T>(op: Op<T>) => Promise<T>;

/** An open database, whichever engine runs it. */
export type Store = {
  readonly read: Db;
  readonly write: Write;
  /** Whether this process is the only one that can have the store open: then what others left half-done is free. */
  readonly exclusive: boolean;
  listen(hear: (news: News) => void): void;
  /** What was deleted is from now on nowhere in the files that this process can reach. */
  forget(): Promise<void>;
  close(): Promise<void>;
};

/** What features get: reading, and the seam. */
export type Data = Pick<Store, 'read' | 'write'>;
