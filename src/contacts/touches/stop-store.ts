import type { Db, Schema } from '../../../db/schema.ts';
import type { Channel } from '../channels.ts';

export type StopRow = Schema['contact_stop'] & { readonly channel: Channel | 'any' };

/** Which of some clients asked not to be contacted, how, since when, and who noted it; the first first. */
export async function stopsOf(db: Db, clients: readonly string[]): Promise<StopRow[]> {
  const rows = await db
    .selectFrom('contact_stop')
    .selectAll()
    .where('client_id', 'in', clients)
    .orderBy('since')
    .execute();
  return rows.map((row) => ({ ...row, channel: row.channel as StopRow['channel'] }));
}

/** Notes that a client asked not to be contacted; the first note stands. */
export async function insertStop(db: Db, row: Schema['contact_stop']): Promise<void> {
  await db
    .insertInto('contact_stop')
    .values(row)
    .onConflict((conflict) => conflict.columns(['client_id', 'channel']).doNothing())
    .execute();
}

/** Forgets that a client asked not to be contacted; false if they had not. */
export async function deleteStop(db: Db, client: readonly string[], channel: StopRow['channel']): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('contact_stop')
    .where('client_id', 'in', client)
    .where('channel', '=', channel)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Forgets a stop that was noted at a moment; others of the same kind stand. */
export async function deleteStopOf(
  db: Db,
  clients: readonly string[],
  channel: StopRow['channel'],
  since: number,
): Promise<void> {
  await db
    .deleteFrom('contact_stop')
    .where('client_id', 'in', clients)
    .where('channel', '=', channel)
    .where('since', '=', since)
    .execute();
}
