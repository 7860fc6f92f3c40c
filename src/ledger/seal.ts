import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../db/store.ts';

/** Seals, in one hash chained to the last seal, the heads of all streams that have grown since. */
export async function sealLedger(tx: Tx, now: number): Promise<void> {
  const heads = await tx.db
    .updateTable('ledger_stream')
    .set((eb) => ({ sealed_seq: eb.ref('seq') }))
    .where(sql<boolean>`seq > sealed_seq`)
    .returning(['stream', 'seq', 'hash'])
    .execute();
  if (heads.length === 0) return;
  const last = await tx.db.selectFrom('ledger_seal').select('hash').orderBy('at', 'desc').limit(1).executeTakeFirst();
  const previous = last?.hash ?? '';
  const lines = heads.map(({ stream, seq, hash }) => `${stream}:${seq}:${hash}`).sort();
  const hash = createHash('sha256').update(previous).update(lines.join('\n')).digest('hex');
  await tx.db.insertInto('ledger_seal').values({ at: now, heads: heads.length, previous, hash }).execute();
}
