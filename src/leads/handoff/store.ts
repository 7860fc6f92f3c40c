import type { Db, Schema } from '../../../db/schema.ts';
import type { Department } from '../../team/departments.ts';
import { namesOf } from '../../team/store.ts';
import type { Offered } from '../hold.ts';
import type { Handoff, Package } from './handoff.ts';

/** Writes a handoff. */
export async function insertHandoff(db: Db, row: Schema['handoff']): Promise<void> {
  await db.insertInto('handoff').values(row).execute();
}

/** A handoff with the names of both. */
export async function readHandoff(db: Db, id: string): Promise<Handoff | undefined> {
  const row = await db.selectFrom('handoff').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const names = await namesOf(
    db,
    [row.from_id, row.to_id, row.introducer_id, row.answered_by].flatMap((each) => each ?? []),
  );
  const named = (person: string) => ({ id: person, name: names.get(person) ?? '?' });
  return {
    id,
    lead: row.lead,
    client: row.client_id,
    from: named(row.from_id),
    to: row.to_id === null ? { department: row.to_department as Department } : named(row.to_id),
    introducer: row.introducer_id === null ? undefined : named(row.introducer_id),
    need: row.need,
    said: row.said ?? undefined,
    promised: row.promised ?? undefined,
    nextStep: row.next_step,
    bestTime: row.best_time ?? undefined,
    state: row.state as Handoff['state'],
    reason: row.reason ?? undefined,
    note: row.note ?? undefined,
    offeredAt: row.offered_at,
    until: row.until,
    answeredAt: row.answered_at ?? undefined,
    answeredBy: row.answered_by === null ? undefined : named(row.answered_by),
  };
}

/** What somebody gave along with a lead when they offered it last, and nobody accepted. */
export async function lastPackage(db: Db, lead: number, sender: string): Promise<Package | undefined> {
  const row = await db
    .selectFrom('handoff')
    .select(['id', 'state'])
    .where('lead', '=', lead)
    .where('from_id', '=', sender)
    .orderBy('offered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && row.state !== 'accepted' ? readHandoff(db, row.id) : undefined;
}

/** What a lead's hold says of a handoff that waits for an answer. */
export async function readOffered(db: Db, id: string): Promise<Offered | undefined> {
  const handoff = await readHandoff(db, id);
  return handoff && { id, to: handoff.to, at: handoff.offeredAt, until: handoff.until };
}

/** What was promised to a client, by all its ids, as leads were handed on; the latest first. */
export async function promisesTo(
  db: Db,
  members: readonly string[],
  limit: number,
): Promise<{ lead: number; promised: string; by: string; at: number }[]> {
  const rows = await db
    .selectFrom('handoff')
    .innerJoin('lead', 'lead.number', 'handoff.lead')
    .select(['handoff.lead', 'handoff.promised', 'handoff.from_id', 'handoff.offered_at as at'])
    .where('handoff.client_id', 'in', members)
    .where('handoff.promised', 'is not', null)
    .where('lead.stage', 'not in', ['won', 'lost', 'disqualified'])
    .orderBy('handoff.offered_at', 'desc')
    .limit(limit)
    .execute();
  const names = await namesOf(
    db,
    rows.map(({ from_id }) => from_id),
  );
  return rows.map(({ lead, promised, from_id, at }) => ({
    lead,
    promised: promised ?? '',
    by: names.get(from_id) ?? '?',
    at,
  }));
}

/** How the leads of a client, by all its ids, were handed on. */
export function handoffsOf(db: Db, clients: readonly string[]): Promise<Schema['handoff'][]> {
  return db.selectFrom('handoff').selectAll().where('client_id', 'in', clients).orderBy('offered_at').execute();
}

/** Notes how a handoff ended. */
export async function closeHandoff(
  db: Db,
  id: string,
  change: Pick<Schema['handoff'], 'state' | 'reason' | 'note' | 'answered_at' | 'answered_by'>,
): Promise<void> {
  await db.updateTable('handoff').set(change).where('id', '=', id).execute();
}

/** The handoffs that wait for somebody's answer, the oldest first: theirs, and those of their department. */
export async function handoffsFor(db: Db, who: { id: string; department: string }, limit: number): Promise<Handoff[]> {
  const rows = await db
    .selectFrom('handoff')
    .select('id')
    .where('state', '=', 'offered')
    .where('from_id', '!=', who.id)
    .where((eb) => eb.or([eb('to_id', '=', who.id), eb('to_department', '=', who.department)]))
    .orderBy('offered_at')
    .limit(limit)
    .execute();
  const found = await Promise.all(rows.map(({ id }) => readHandoff(db, id)));
  return found.flatMap((handoff) => handoff ?? []);
}
