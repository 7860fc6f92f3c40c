import type { Insertable } from 'kysely';
import type { Db, Schema } from './schema.ts';

/** Both engines take at least so many values in one statement. */
const mostValues = 30_000;

/** Inserts many rows in few statements. Rows that are there already stay as they are, if `kept`; else they are a fault. */
export async function insertMany<Table extends keyof Schema>(
  db: Db,
  table: Table,
  rows: readonly Insertable<Schema[Table]>[],
  kept: 'kept' | 'new' = 'new',
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).length;
  const most = Math.max(1, Math.floor(mostValues / Math.max(1, columns)));
  for (let at = 0; at < rows.length; at += most) {
    const insert = db.insertInto(table).values(rows.slice(at, at + most) as never);
    await (kept === 'kept' ? insert.onConflict((conflict) => conflict.doNothing()) : insert).execute();
  }
}
