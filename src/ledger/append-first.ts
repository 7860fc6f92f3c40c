import { randomBytes } from 'node:crypto';
import { insertMany } from '../../db/many.ts';
import type { Tx } from '../../db/store.ts';
import { newId } from '../kernel/ids.ts';
import { digestOf, type Entry, type Hashed, hashOf } from './append.ts';

/** Begins many streams with one row each, in few statements. None of them may exist. */
export async function appendFirst(tx: Tx, entries: readonly Entry[], now: number): Promise<void> {
  const made = entries.map((entry) => firstRow(entry, now));
  await insertMany(
    tx.db,
    'ledger_stream',
    made.map(({ head }) => head),
  );
  await insertMany(
    tx.db,
    'ledger',
    made.map(({ row }) => row),
  );
  await insertMany(
    tx.db,
    'ledger_words',
    made.flatMap(({ words }) => words ?? []),
  );
}

function firstRow(entry: Entry, now: number) {
  const key = randomBytes(32).toString('hex');
  const words = entry.words && Object.keys(entry.words).length > 0 ? JSON.stringify(entry.words) : undefined;
  const { stream, kind, actor, client = null, lead = null, detail = {} } = entry;
  const hashed: Hashed = {
    stream,
    seq: 1,
    at: now,
    id: newId(),
    kind,
    actor,
    client_id: client,
    lead,
    detail: JSON.stringify(detail),
    words_digest: words === undefined ? null : digestOf(words, key),
  };
  const row = { ...hashed, previous: '', hash: hashOf('', hashed) };
  return {
    row,
    head: { stream, seq: 1, hash: row.hash, key, sealed_seq: 0 },
    words: words === undefined ? undefined : { entry: row.id, stream, words },
  };
}
