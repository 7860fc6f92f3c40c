import { randomBytes } from 'node:crypto';
import type { Db } from '../../db/schema.ts';

/**
 * Takes the words of some streams out, and the keys that they were digested under; what happens later has a new key.
 * The rows stay, and the chain still verifies. Gives how many rows stay without words.
 */
export async function eraseWords(db: Db, streams: readonly string[]): Promise<number> {
  await db.deleteFrom('ledger_words').where('stream', 'in', streams).execute();
  let rows = 0;
  for (const stream of streams) {
    const head = await db
      .updateTable('ledger_stream')
      .set((eb) => ({ key: randomBytes(32).toString('hex'), erased_seq: eb.ref('seq') }))
      .where('stream', '=', stream)
      .returning('seq')
      .executeTakeFirst();
    rows += head?.seq ?? 0;
  }
  return rows;
}
