import { sql } from 'kysely';
import { runCompiled } from '../../../db/compiled.ts';
import type { Db, Schema } from '../../../db/schema.ts';
import { defaults, type Values } from '../clearance/values.ts';

/** Rules as they were put into force: by whom and when; the first are ours. */
export type InForce = {
  readonly version: number;
  readonly values: Values;
  readonly by: { readonly actor: string; readonly at: number } | undefined;
};

/** The rules in force. Every clearance asks. */
export async function rulesInForce(db: Db): Promise<InForce> {
  const query = () => sql`select * from contact_rules order by version desc limit 1`;
  const [row] = await runCompiled<Row>(db, 'rules in force', query, []);
  return row ? toInForce(row) : ours;
}

/** The rules before those of a version. */
export async function rulesBefore(db: Db, version: number): Promise<InForce | undefined> {
  if (version === 0) return undefined;
  const row = await db
    .selectFrom('contact_rules')
    .selectAll()
    .where('version', '=', version - 1)
    .executeTakeFirst();
  return row ? toInForce(row) : ours;
}

/** The latest rules that were put into force, each beside those before it, the last first. */
export async function latestRules(
  db: Db,
  most: number,
): Promise<{ readonly now: InForce; readonly before: InForce }[]> {
  const rows = await db
    .selectFrom('contact_rules')
    .selectAll()
    .orderBy('version', 'desc')
    .limit(most + 1)
    .execute();
  return rows.slice(0, most).map((row, index) => {
    const earlier = rows[index + 1];
    return { now: toInForce(row), before: earlier ? toInForce(earlier) : ours };
  });
}

/** Puts rules into force after those of a version; false if others were faster. */
export async function insertRules(db: Db, row: Row): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('contact_rules')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

type Row = Schema['contact_rules'];

const ours: InForce = { version: 0, values: defaults, by: undefined };

function toInForce({ version, numbers, actor, at }: Row): InForce {
  // A rule that a newer version of Baton brings has its default until somebody says otherwise.
  return { version, values: { ...defaults, ...JSON.parse(numbers) }, by: { actor, at } };
}
