import type { Tx } from '../../db/store.ts';
import { settingInForce } from '../team/settings.ts';
import { countOf } from './list-store.ts';
import { routingName, usualRouting } from './routing/rule.ts';

/**
 * How many leads somebody has to look after, and how many they may; undefined where there is no cap, or while caps do not
 * count. On Postgres, whoever asks waits for others who are giving them one.
 */
export async function roomOf(
  { db }: Tx,
  person: string,
  now: number,
): Promise<{ readonly active: number; readonly cap: number } | undefined> {
  const row = await db
    .updateTable('person')
    .set((eb) => ({ cap: eb.ref('cap') }))
    .where('id', '=', person)
    .where('cap', 'is not', null)
    .returning('cap')
    .executeTakeFirst();
  if (row?.cap == null) return undefined;
  const { value } = await settingInForce(db, routingName, usualRouting);
  return now < value.capsLiftedUntil ? undefined : { active: await countOf(db, person), cap: row.cap };
}
