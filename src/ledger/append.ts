import { createHash, createHmac, randomBytes } from 'node:crypto';
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

/** The fields of a row that its hash covers, in a fixed order. */
export type Hashed = {
  stream: string;
  seq: number;
  at: number;
  id: string;
  kind: string;
  actor: string;
  client_id: string | null;
  lead: number | null;
  detail: string;
  words_digest: string | null;
};

/**
 * Appends one row to its stream, in the transaction of the change it tells of. The stream's head row gives the
 * sequence and the previous hash, so writers meet only on one client. Words stand beside the row, digested under
 * the stream's own key: erasing words and key leaves a chain that still verifies.
 */
export async function append(tx: Tx, entry: Entry, now: number): Promise<void> {
  const head = await nextOfStream(tx, entry.stream);
  const words = entry.words && Object.keys(entry.words).length > 0 ? JSON.stringify(entry.words) : null;
  const row: Hashed = {
    stream: entry.stream,
    seq: head.seq,
    at: now,
    id: newId(),
    kind: entry.kind,
    actor: entry.actor,
    client_id: entry.client ?? null,
    lead: entry.lead ?? null,
    detail: JSON.stringify(entry.detail ?? {}),
    words_digest: words === null ? null : digestOf(words, head.key),
  };
  const hash = hashOf(head.hash, row);
  await tx.db
    .insertInto('ledger')
    .values({ ...row, previous: head.hash, hash })
    .execute();
  if (words !== null)
    await tx.db.insertInto('ledger_words').values({ entry: row.id, stream: row.stream, words }).execute();
  await tx.db.updateTable('ledger_stream').set({ hash }).where('stream', '=', row.stream).execute();
}

async function nextOfStream(tx: Tx, stream: string): Promise<{ seq: number; hash: string; key: string }> {
  const head = await tx.db
    .insertInto('ledger_stream')
    .values({ stream, seq: 1, hash: '', key: randomBytes(32).toString('hex'), sealed_seq: 0 })
    .onConflict((conflict) => conflict.column('stream').doUpdateSet((eb) => ({ seq: eb('ledger_stream.seq', '+', 1) })))
    .returning(['seq', 'hash', 'key'])
    .executeTakeFirstOrThrow();
  if (head.key === null) throw new Error('This stream was erased: nothing may be added to it.');
  return { ...head, key: head.key };
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
