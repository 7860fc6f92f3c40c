import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Schema } from '../../db/schema.ts';
import type { Tx } from '../../db/store.ts';
import { newId } from '../kernel/ids.ts';

/** What happened: codes and numbers in `detail`; anything a person typed, and contact data, in `words`. */
export type Entry = {
  /** A client's id, or `org` for rules, people, syncs and the target. */
  readonly stream: string;
  readonly kind: string;
  /** A person's id, `source:<name>` or `baton`. */
  readonly actor: string;
  readonly client?: string;
  readonly lead?: number;
  readonly detail?: Readonly<Record<string, string | number | null>>;
  readonly words?: Readonly<Record<string, string>>;
};

/** The fields of a row that its hash covers. */
export type Hashed = Omit<Schema['ledger'], 'previous' | 'hash'>;

/**
 * Appends one row to its stream, in the transaction of the change it tells of. The stream's head row gives the
 * sequence and the previous hash, so writers meet only on one client. Words stand beside the row, digested under
 * the stream's own key: erasing words and key leaves a chain that still verifies. Gives the row's id.
 */
export async function append(tx: Tx, entry: Entry, now: number): Promise<string> {
  const { row, words } = rowOf(entry, await nextOfStream(tx, entry.stream), now);
  await tx.db.insertInto('ledger').values(row).execute();
  if (words) await tx.db.insertInto('ledger_words').values(words).execute();
  await tx.db.updateTable('ledger_stream').set({ hash: row.hash }).where('stream', '=', row.stream).execute();
  return row.id;
}

/** Where a stream is: the number that its next row has, the hash before it, and the key of its words. */
export type Head = { readonly seq: number; readonly hash: string; readonly key: string | null };

/** An entry as the row that comes next in its stream, and its words beside it. Throws for a stream that was erased. */
export function rowOf(entry: Entry, head: Head, now: number) {
  if (head.key === null) throw new Error('This stream was erased: nothing may be added to it.');
  const words = entry.words && Object.keys(entry.words).length > 0 ? JSON.stringify(entry.words) : undefined;
  const { stream, kind, actor, client = null, lead = null, detail = {} } = entry;
  const hashed: Hashed = {
    stream,
    seq: head.seq,
    at: now,
    id: newId(),
    kind,
    actor,
    client_id: client,
    lead,
    detail: JSON.stringify(detail),
    words_digest: words === undefined ? null : digestOf(words, head.key),
  };
  const row = { ...hashed, previous: head.hash, hash: hashOf(head.hash, hashed) };
  return { row, words: words === undefined ? undefined : { entry: row.id, stream, words } };
}

function nextOfStream(tx: Tx, stream: string): Promise<Head> {
  return tx.db
    .insertInto('ledger_stream')
    .values(newHead(stream))
    .onConflict((conflict) => conflict.column('stream').doUpdateSet((eb) => ({ seq: eb('ledger_stream.seq', '+', 1) })))
    .returning(['seq', 'hash', 'key'])
    .executeTakeFirstOrThrow();
}

/** A stream that begins, with a key of its own. */
export function newHead(stream: string) {
  return { stream, seq: 1, hash: '', key: randomBytes(32).toString('hex'), sealed_seq: 0 };
}

/** The digest (HMAC-SHA-256, hex) of an entry's words under its stream's key. */
export function digestOf(words: string, key: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(words).digest('hex');
}

/** The hash (SHA-256, hex) that chains a row to the one before it. */
export function hashOf(previous: string, row: Hashed): string {
  const covered = [
    row.stream,
    row.seq,
    row.at,
    row.id,
    row.kind,
    row.actor,
    row.client_id,
    row.lead,
    row.detail,
    row.words_digest,
  ];
  return createHash('sha256').update(previous).update(JSON.stringify(covered)).digest('hex');
}
