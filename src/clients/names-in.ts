import type { Db } from '../../db/schema.ts';
import type { Told } from '../ledger/read.ts';
import { calledOf } from '../team/store.ts';
import type { Names } from './client.ts';
import { ownNames } from './store.ts';

/** The names of all colleagues and clients whom some rows mention, by id. */
export async function namesIn(db: Db, entries: readonly Told[]): Promise<Names> {
  const ids = (values: readonly unknown[]): string[] => values.filter((value) => typeof value === 'string');
  const people = await calledOf(db, ids(entries.flatMap(({ actor, detail }) => [actor, detail.to])));
  const others = await ownNames(db, ids(entries.map(({ detail }) => detail.other)));
  return new Map([...people, ...[...others].map(([id, name]) => [id, { name }] as const)]);
}
