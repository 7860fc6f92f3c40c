import { type Insertable, sql } from 'kysely';
import type { Db, Schema } from '../../db/schema.ts';
import type { Hold } from './hold.ts';
import type { Lead } from './lead.ts';

/** Writes a new lead and gives its number. */
export async function insertLead(db: Db, row: Insertable<Schema['lead']>): Promise<number> {
  const { number } = await db.insertInto('lead').values(row).returning('number').executeTakeFirstOrThrow();
  return number;
}

/** A lead with its owner, as it is now. */
export async function readLead(db: Db, number: number): Promise<Lead | undefined> {
  const row = await leads(db).where('lead.number', '=', number).executeTakeFirst();
  return row && toLead(row);
}

/** Changes who has a lead, if it is still as it was read: the row count names the winner. */
export async function saveHold(db: Db, lead: Lead, hold: Hold): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('lead')
    .set({
      hold: hold.hold,
      owner_id: hold.hold === 'claimed' ? hold.owner.id : null,
      held_since: hold.hold === 'claimed' ? hold.since : null,
      version: lead.version + 1,
    })
    .where('number', '=', lead.number)
    .where('version', '=', lead.version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What a person has, the latest first. */
export async function leadsOf(db: Db, personId: string, limit: number): Promise<Lead[]> {
  const rows = await leads(db)
    .where('lead.owner_id', '=', personId)
    .orderBy('lead.held_since', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toLead);
}

/** What nobody has, the longest waiting first. */
export async function freeLeads(db: Db, limit: number): Promise<Lead[]> {
  const rows = await leads(db)
    .where(sql<boolean>`lead.hold = 'free'`)
    .orderBy('lead.arrived_at')
    .orderBy('lead.number')
    .limit(limit)
    .execute();
  return rows.map(toLead);
}

/** How many leads nobody has. */
export async function countFree(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('lead')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(sql<boolean>`hold = 'free'`)
    .executeTakeFirstOrThrow();
  return count;
}

function leads(db: Db) {
  return db
    .selectFrom('lead')
    .leftJoin('person', 'person.id', 'lead.owner_id')
    .select([
      'lead.number',
      'lead.client_id',
      'lead.version',
      'lead.owner_id',
      'lead.held_since',
      'lead.arrived_at',
      'lead.source',
      'lead.campaign',
      'lead.name',
      'lead.company',
      'lead.email',
      'lead.phone',
      'lead.handle',
      'lead.message',
      'person.name as owner_name',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof leads>['execute']>>[number];

function toLead({ client_id, owner_id, owner_name, held_since, arrived_at, ...row }: Row): Lead {
  const hold: Hold =
    owner_id === null
      ? { hold: 'free' }
      : { hold: 'claimed', owner: { id: owner_id, name: owner_name ?? '?' }, since: held_since ?? arrived_at };
  return { ...row, client: client_id, arrivedAt: arrived_at, hold };
}
