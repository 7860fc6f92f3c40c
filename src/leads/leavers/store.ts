import type { Db } from '../../../db/schema.ts';
import { nothingRuns } from '../clocks/times.ts';
import { timeColumns } from '../store.ts';

/** Whoever has left and still has leads whose clocks run. */
export async function leaversWithLeads(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('person')
    .innerJoin('lead', 'lead.owner_id', 'person.id')
    .select('person.id')
    .distinct()
    .where('person.left_at', 'is not', null)
    .where('lead.closed_at', 'is', null)
    .where((eb) => eb.or([eb('lead.clock_kind', 'is not', null), eb('lead.lease_until', 'is not', null)]))
    .execute();
  return rows.map(({ id }) => id);
}

/** Stops what a lead waits for. */
export async function freezeLead(db: Db, number: number): Promise<void> {
  await db.updateTable('lead').set(timeColumns(nothingRuns)).where('number', '=', number).execute();
}
