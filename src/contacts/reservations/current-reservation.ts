import type { Db } from '../../../db/schema.ts';
import { membersOf } from '../../clients/store.ts';
import { namesOf } from '../../team/store.ts';
import type { Announced } from '../channels.ts';
import type { Named } from '../clearance/facts.ts';
import { holdingAt, reservationsOf } from './store.ts';

/** Who is contacting a client now, for the cards that show it. */
export async function currentReservation(
  db: Db,
  client: string,
  now: number,
): Promise<{ who: Named; channel: Announced; until: number } | undefined> {
  const row = holdingAt(await reservationsOf(db, await membersOf(db, client)), now);
  if (!row) return undefined;
  const names = await namesOf(db, [row.person_id]);
  const who = { id: row.person_id, name: names.get(row.person_id) ?? '?' };
  return { who, channel: row.channel as Announced, until: row.until };
}
