import type { Db } from '../../../db/schema.ts';
import { nothingRuns } from '../clocks/times.ts';
import { timeColumns } from '../store.ts';

/** Whoever has left and still has leads whose clocks run; and who turned out to be another. */
export async function leaversWithLeads(db: Db): Promise<{ id: string; heir: string | null }[]> {
  const rows = await db
    .selectFrom('person')
    .innerJoin('lead', 'lead.owner_id', 'person.id')
    .select(['person.id', 'person.joined_into as heir'])
    .distinct()
    .where('person.left_at', 'is not', null)
    .where('lead.closed_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('lead.clock_kind', 'is not', null),
        eb('lead.lease_until', 'is not', null),
        eb('person.joined_into', 'is not', null),
        eb('lead.paused_until', 'is not', null),
      ]),
    )
    .execute();
  return rows;
}

/** The leads that were frozen as their owner left, and whose owner is back. */
export async function frozenInVain(db: Db): Promise<{ number: number; paused: boolean }[]> {
  const rows = await db
    .selectFrom('lead')
    .innerJoin('person', 'person.id', 'lead.owner_id')
    .select(['lead.number', 'lead.hold'])
    .where('person.left_at', 'is', null)
    .where('lead.hold', 'in', ['claimed', 'working', 'paused'])
    .where('lead.paused_until', 'is', null)
    .where('lead.closed_at', 'is', null)
    .where('lead.clock_kind', 'is', null)
    .where('lead.lease_until', 'is', null)
    .execute();
  return rows.map(({ number, hold }) => ({ number, paused: hold === 'paused' }));
}

/** Stops what a lead waits for. */
export async function freezeLead(db: Db, number: number): Promise<void> {
  const stopped = { ...timeColumns(nothingRuns), paused_until: null };
  await db.updateTable('lead').set(stopped).where('number', '=', number).execute();
}
