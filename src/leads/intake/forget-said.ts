import type { CountryCode } from 'libphonenumber-js';
import type { Db } from '../../../db/schema.ts';
import { keysOf } from '../../clients/matching/keys.ts';

/**
 * Forgets what some leads, and whoever has one of some keys, said by a source: the bodies, and what lies in the waiting
 * room, which nobody has to answer any more. Gives the ids of the latter.
 */
export async function forgetSaid(
  db: Db,
  { leads, keys }: { readonly leads: readonly number[]; readonly keys: ReadonlySet<string> },
  now: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('waiting')
    .leftJoin('source', 'source.name', 'waiting.source')
    .select(['waiting.id', 'waiting.body_id', 'waiting.told', 'waiting.lead', 'source.country'])
    .where('told', '!=', '{}')
    .execute();
  const theirs = rows.filter(
    ({ told, lead, country }) =>
      (lead !== null && leads.includes(lead)) ||
      keysOf(JSON.parse(told), (country ?? undefined) as CountryCode | undefined).some(({ value }) => keys.has(value)),
  );
  const objects =
    leads.length === 0
      ? []
      : await db.selectFrom('source_object').select('body_id').where('lead', 'in', leads).execute();
  const bodies = [...theirs, ...objects].map(({ body_id }) => body_id);
  if (bodies.length > 0) await db.deleteFrom('source_body').where('id', 'in', bodies).execute();
  const ids = theirs.map(({ id }) => id);
  if (ids.length === 0) return [];
  await db.updateTable('waiting').set({ told: '{}', detail: '' }).where('id', 'in', ids).execute();
  await db
    .updateTable('waiting')
    .set({ state: 'not-a-lead', answered_at: now })
    .where('id', 'in', ids)
    .where('state', '=', 'open')
    .execute();
  return ids;
}
