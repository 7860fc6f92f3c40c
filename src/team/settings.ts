import { sql } from 'kysely';
import { runCompiled } from '../../db/compiled.ts';
import type { Db, Schema } from '../../db/schema.ts';

/** A setting as somebody put it into force; version 0 is ours, and nobody's. */
export type InForce<Value> = {
  readonly version: number;
  readonly value: Value;
  readonly by: { readonly actor: string; readonly at: number } | undefined;
};

/** A setting in force, or what it is until somebody says otherwise. What a newer version of Baton brings has its default. */
export async function settingInForce<Value extends object>(
  db: Db,
  name: string,
  usual: Value,
): Promise<InForce<Value>> {
  const query = () => sql`select * from setting where name = ${name} order by version desc limit 1`;
  const [row] = await runCompiled<Schema['setting']>(db, 'setting in force', query, [name]);
  if (!row) return { version: 0, value: usual, by: undefined };
  const { version, value, actor, at } = row;
  return { version, value: { ...usual, ...JSON.parse(value) }, by: { actor, at } };
}

/** Puts a setting into force after the version that somebody has read; false if others were faster. */
export async function saveSetting(
  db: Db,
  { name, version, value, actor, at }: Omit<Schema['setting'], 'value'> & { readonly value: object },
): Promise<boolean> {
  const latest = await db
    .selectFrom('setting')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('name', '=', name)
    .executeTakeFirst();
  if ((latest?.version ?? 0) !== version) return false;
  const row = { name, version: version + 1, value: JSON.stringify(value), actor, at };
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('setting')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** A setting as it was in one version. */
export async function settingAt<Value extends object>(
  db: Db,
  name: string,
  version: number,
  usual: Value,
): Promise<Value> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', name)
    .where('version', '=', version)
    .executeTakeFirst();
  return row ? { ...usual, ...JSON.parse(row.value) } : usual;
}
