import { type Insertable, sql } from 'kysely';
import { runCompiled } from './compiled.ts';
import type { Db, Schema } from './schema.ts';

/** Rows go in by so many, and what is left over by fewer: few statements are prepared, and each is prepared once. */
const sizes = [512, 64, 8, 1] as const;

/**
 * Inserts many rows in few statements. All have the columns of the first. Rows that are there already stay as they
 * are, if `kept`; else they are a fault.
 */
export async function insertMany<Table extends keyof Schema>(
  db: Db,
  table: Table,
  rows: readonly Insertable<Schema[Table]>[],
  kept: 'kept' | 'new' = 'new',
): Promise<void> {
  await insertAll(db, table, rows, kept === 'kept' ? ' on conflict do nothing' : '');
}

/** The same, and gives what the database put into a column, in the order of the rows. */
export async function insertNumbered<Table extends keyof Schema>(
  db: Db,
  table: Table,
  rows: readonly Insertable<Schema[Table]>[],
  column: keyof Schema[Table] & string,
): Promise<number[]> {
  const given = await insertAll<Record<string, number>>(db, table, rows, ` returning "${column}"`);
  return given.map((row) => row[column] ?? 0).sort((one, other) => one - other);
}

async function insertAll<Row>(db: Db, table: string, rows: readonly object[], ending: string): Promise<Row[]> {
  const columns = Object.keys(rows[0] ?? {});
  const given: Row[] = [];
  for (let at = 0; at < rows.length; ) {
    const size = sizes.find((each) => each <= rows.length - at) ?? 1;
    const some = rows.slice(at, at + size) as Record<string, unknown>[];
    const values = some.map((row) => columns.map((column) => row[column] ?? null));
    const build = () => sql`
      insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
      values ${sql.join(values.map((row) => sql`(${sql.join(row)})`))}${sql.raw(ending)}`;
    const name = `insert ${table} ${columns.join()} ${size}${ending}`;
    given.push(...(await runCompiled<Row>(db, name, build, values.flat())));
    at += size;
  }
  return given;
}
