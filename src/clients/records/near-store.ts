import { type RawBuilder, sql } from 'kysely';
import { runCompiled } from '../../../db/compiled.ts';
import type { Db } from '../../../db/schema.ts';
import { blockKeys } from '../matching/block-keys.ts';
import { hash } from '../matching/hash.ts';
import type { Key } from '../matching/keys.ts';
import type { Traits } from '../matching/traits.ts';

/** A record that is compared: whose it is as clients are known now, who came with it, and its traits. */
export type Kept = { readonly client: string; readonly member: string; readonly traits: Traits };

/** Who has a key: a client as it is known now, who of those merged into it came with the key, and when last. */
export type KeyHolder = { readonly client: string; readonly member: string; readonly confirmedAt: number };

/** A block that holds more records than this says nothing. */
const mostInBlock = 100;
/** So many of the records that share most are compared. */
const mostCompared = 32;
/** What shares so much less than the best is somebody else. */
const leastShare = 0.3;

/** Everybody who has a key. */
export function holdersOf(db: Db, { kind, value }: Key): Promise<KeyHolder[]> {
  const query = () => sql`
    select client.root_id as client, client.id as member, client_key.confirmed_at as "confirmedAt"
    from client_key join client on client.id = client_key.client_id
    where client_key.kind = ${kind} and client_key.value = ${value} limit ${sql.lit(mostInBlock)}`;
  return runCompiled(db, 'holders', query, [kind, value]);
}

/** The records of some clients, which are roots, and of all that were merged into them. */
export async function recordsOf(db: Db, some: readonly string[]): Promise<Kept[]> {
  if (some.length === 0) return [];
  const roots = padded(some);
  const query = () => sql`
    select client.root_id as client, client.id as member, record.traits from client join record on record.client_id = client.id
    where client.root_id in (${sql.join(roots)}) limit ${sql.lit(4 * mostInBlock)}`;
  const rows = await runCompiled<Omit<Kept, 'traits'> & { traits: string }>(
    db,
    `records of ${roots.length}`,
    query,
    roots,
  );
  return rows.map((row) => ({ ...row, traits: JSON.parse(row.traits) }));
}

/**
 * The records that share most blocks with some traits, those that share the rarest first, each with its own client
 * as it was before anything was merged.
 */
export async function recordsNear(db: Db, traits: Traits): Promise<{ client: string; traits: Traits }[]> {
  const hashes = padded([...new Set(blockKeys(traits).map(hash))]);
  if (hashes.length === 0) return [];
  const rows = await runCompiled<{ hash: number; record: number }>(
    db,
    `blocks ${hashes.length}`,
    () => sql`${sql.join(hashes.map(oneBlock), sql` union all `)}`,
    hashes,
  );
  const sizes = new Map<number, number>();
  for (const { hash: each } of rows) sizes.set(each, (sizes.get(each) ?? 0) + 1);
  const weights = new Map<number, number>();
  for (const { hash: each, record } of rows)
    weights.set(record, (weights.get(record) ?? 0) + 1 / Math.sqrt(sizes.get(each) ?? 1));
  const ranked = [...weights].sort(([, one], [, other]) => other - one).slice(0, mostCompared);
  const least = leastShare * (ranked[0]?.[1] ?? 0);
  const best = ranked.filter(([, weight]) => weight >= least).map(([record]) => record);
  return recordsByNumber(db, best);
}

async function recordsByNumber(db: Db, some: readonly number[]): Promise<{ client: string; traits: Traits }[]> {
  if (some.length === 0) return [];
  const numbers = padded(some);
  const query = () => sql`
    select record.client_id as client, record.traits from record where record.number in (${sql.join(numbers)})`;
  const rows = await runCompiled<{ client: string; traits: string }>(db, `records ${numbers.length}`, query, numbers);
  return rows.map(({ client, traits }) => ({ client, traits: JSON.parse(traits) }));
}

function oneBlock(hash: number): RawBuilder<unknown> {
  const block = sql`select hash, record from record_block where hash = ${hash}`;
  return sql`select * from (${block} limit ${sql.lit(mostInBlock)}) block`;
}

/** How many records have a word, up to as many as a block holds. */
export async function countOfWord(db: Db, word: string): Promise<number> {
  const query = () => sql`
    select count(*) as count from (
      select record from record_word where word = ${word} limit ${sql.lit(mostInBlock)}
    ) found`;
  const [row] = await runCompiled<{ count: number }>(db, 'count of word', query, [word]);
  return row?.count ?? 0;
}

/** About how many records there are. */
export async function lastRecord(db: Db): Promise<number> {
  const [row] = await runCompiled<{ last: number | null }>(
    db,
    'last',
    () => sql`select max(number) as last from record`,
    [],
  );
  return row?.last ?? 0;
}

/** As which client each of some is known now. */
export async function rootsOf(db: Db, some: readonly string[]): Promise<Map<string, string>> {
  if (some.length === 0) return new Map();
  const ids = padded(some);
  const query = () => sql`select id, root_id as root from client where id in (${sql.join(ids)})`;
  const rows = await runCompiled<{ id: string; root: string }>(db, `roots ${ids.length}`, query, ids);
  return new Map(rows.map(({ id, root }) => [id, root]));
}

/** The same values, the last one repeated to a round number: so few statements are prepared, and kept. */
function padded<T>(values: readonly T[]): T[] {
  const last = values.at(-1);
  const round = 8 * Math.ceil(values.length / 8);
  return last === undefined ? [] : [...values, ...Array<T>(round - values.length).fill(last)];
}
