import type { CompiledQuery } from 'kysely';
import type { Db } from './schema.ts';

const kept = new WeakMap<Db, Map<string, CompiledQuery>>();

/**
 * Runs a query that is asked often, and whose text its name decides: it is built and compiled once for a handle, and
 * then only given its parameters, in the order in which they stand in its text.
 */
export async function runCompiled<Row>(
  db: Db,
  name: string,
  build: () => { compile(db: Db): CompiledQuery },
  parameters: readonly unknown[],
): Promise<Row[]> {
  const compiled = kept.get(db) ?? new Map<string, CompiledQuery>();
  kept.set(db, compiled);
  const query = compiled.get(name) ?? build().compile(db);
  compiled.set(name, query);
  const { rows } = await db.executeQuery({ ...query, parameters } as CompiledQuery);
  return rows as Row[];
}
