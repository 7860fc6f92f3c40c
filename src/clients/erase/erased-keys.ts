import { createHmac } from 'node:crypto';
import { insertMany } from '../../../db/many.ts';
import type { Db } from '../../../db/schema.ts';
import { derivedKey } from '../../kernel/derived-key.ts';
import type { Key } from '../matching/keys.ts';
import type { PersonName } from '../matching/person-name.ts';

/** Hashes keys under Baton's secret: they tell whether somebody was erased, and nothing else. */
export type KeyHasher = (key: Key) => string;

/** A hasher of erased keys (HMAC-SHA-256, hex). */
export function keyHasher(secret: Buffer): KeyHasher {
  const key = derivedKey(secret, 'erased keys');
  return ({ kind, value }) => createHmac('sha256', key).update(`${kind} ${value}`).digest('hex');
}

/** Keeps what refuses the same person in a later list. */
export async function keepErased(db: Db, keys: readonly Key[], hash: KeyHasher, now: number): Promise<void> {
  await insertMany(
    db,
    'erased_key',
    keys.map((key) => ({ hash: hash(key), at: now })),
    'kept',
  );
}

/** Whether anybody was erased at all. */
export async function anybodyErased(db: Db): Promise<boolean> {
  return (await db.selectFrom('erased_key').select('hash').limit(1).executeTakeFirst()) !== undefined;
}

/** Those of some addresses whose owner was erased. */
export async function erasedAddresses(db: Db, emails: readonly string[], hash: KeyHasher): Promise<Set<string>> {
  const hashes = new Map(emails.map((value) => [hash({ kind: 'email', value }), value]));
  if (hashes.size === 0) return new Set();
  const rows = await db
    .selectFrom('erased_key')
    .select('hash')
    .where('hash', 'in', [...hashes.keys()])
    .execute();
  return new Set(rows.flatMap((row) => hashes.get(row.hash) ?? []));
}

/** Those of some hashes that were kept of somebody who was erased. */
export async function erasedHashes(db: Db, hashes: readonly string[]): Promise<string[]> {
  if (hashes.length === 0) return [];
  const rows = await db.selectFrom('erased_key').select('hash').where('hash', 'in', hashes).execute();
  return rows.map(({ hash }) => hash);
}

/** Keys that several people have, as those of one of them: by the name as it sounds, in any order. */
export function withName(keys: readonly Key[], name: PersonName | undefined): Key[] {
  const sounds = (name?.words ?? []).map(({ sound }) => sound).sort();
  return sounds.length === 0 ? [] : keys.map(({ kind, value }) => ({ kind, value: `${value} ${sounds.join(' ')}` }));
}

/** When the person of any of some keys, or of a shared key and this name, was erased; undefined if nobody of them was. */
export async function erasedAt(
  db: Db,
  keys: readonly Key[],
  name: PersonName | undefined,
  hash: KeyHasher,
): Promise<number | undefined> {
  if (keys.length === 0) return undefined;
  const hashes = [...keys, ...withName(keys, name)].map(hash);
  const row = await db.selectFrom('erased_key').select('at').where('hash', 'in', hashes).executeTakeFirst();
  return row?.at;
}
