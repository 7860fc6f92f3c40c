import { type Insertable, type Selectable, sql } from 'kysely';
import type { Db, Schema } from '../../db/schema.ts';
import { readOffered } from './handoff/store.ts';
import { type Hold, type Offered, offeredIn } from './hold.ts';
import { byColleague, type Lead } from './lead.ts';

/** Writes a new lead and gives its number. */
export async function insertLead(db: Db, row: Insertable<Schema['lead']>): Promise<number> {
  const { number } = await db.insertInto('lead').values(row).returning('number').executeTakeFirstOrThrow();
  return number;
}

/** A lead with its owner, as it is now. Two look-ups by key: every press asks, and a join costs three times as much. */
export async function readLead(db: Db, number: number): Promise<Lead | undefined> {
  const row = await db.selectFrom('lead').selectAll().where('number', '=', number).executeTakeFirst();
  if (!row || isErased(row)) return undefined;
  const owner =
    row.owner_id === null
      ? undefined
      : await db.selectFrom('person').select('name').where('id', '=', row.owner_id).executeTakeFirst();
  const offered = row.handoff_id === null ? undefined : await readOffered(db, row.handoff_id);
  return toLead({ ...row, owner_name: owner?.name ?? null }, offered);
}

/** Whether the words of a lead were erased: whoever comes in is called something. */
function isErased({ name }: { name: string }): boolean {
  return name === '';
}

/** Whether there is a lead of which nothing is left but that it was one. */
export async function wasErased(db: Db, number: number): Promise<boolean> {
  const row = await db.selectFrom('lead').select('name').where('number', '=', number).executeTakeFirst();
  return row !== undefined && isErased(row);
}

/** The leads of a client, by all its ids, as they came in. */
export function leadsOfClient(db: Db, clients: readonly string[]): Promise<Selectable<Schema['lead']>[]> {
  return db.selectFrom('lead').selectAll().where('client_id', 'in', clients).orderBy('number').execute();
}

const noWords = {
  name: '',
  company: null,
  email: null,
  phone: null,
  handle: null,
  message: null,
  extra: null,
  campaign: null,
} as const;

/** What a source calls itself may be anything, of anybody; the token by which it came in is ours. */
const sourceKind = sql<string>`coalesce((
  select substr(ledger.actor, 8) from ledger
  where ledger.lead = lead.number and ledger.kind = 'lead.arrived' and ledger.actor like 'source:%' limit 1
), case when source = ${byColleague} then source else '' end)`;

/** The same for leads that one actor brought of a client, and that nobody has touched since. */
export async function blankUntouched(db: Db, client: string, actor: string): Promise<number[]> {
  const brought = db
    .selectFrom('ledger')
    .select('ledger.lead')
    .where('stream', '=', client)
    .where('kind', '=', 'lead.arrived')
    .where('actor', '=', actor);
  const rows = await db
    .updateTable('lead')
    .set((eb) => ({ ...noWords, source: sourceKind, version: eb('version', '+', 1) }))
    .where('client_id', '=', client)
    .where('version', '=', 1)
    .where('number', 'in', brought)
    .returning('number')
    .execute();
  const numbers = rows.map(({ number }) => number);
  if (numbers.length > 0) await db.deleteFrom('standing').where('lead', 'in', numbers).execute();
  return numbers;
}

/** Takes the words out of the leads of some clients, and whoever has them; gives their numbers. */
export async function blankLeads(db: Db, clients: readonly string[]): Promise<number[]> {
  const rows = await db
    .updateTable('lead')
    .set((eb) => ({
      ...noWords,
      source: sourceKind,
      hold: 'free',
      owner_id: null,
      handoff_id: null,
      version: eb('version', '+', 1),
    }))
    .where('client_id', 'in', clients)
    .returning('number')
    .execute();
  await db
    .updateTable('handoff')
    .set({ need: '', promised: null, next_step: '', note: null })
    .where('client_id', 'in', clients)
    .execute();
  await db
    .updateTable('handoff')
    .set({ state: 'withdrawn' })
    .where('client_id', 'in', clients)
    .where('state', '=', 'offered')
    .execute();
  return rows.map(({ number }) => number);
}

/** Changes who has a lead, if it is still as it was read: the row count names the winner. */
export async function saveHold(db: Db, lead: Lead, hold: Hold): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('lead')
    .set({
      hold: hold.hold,
      owner_id: hold.hold === 'claimed' ? hold.owner.id : null,
      held_since: hold.hold === 'claimed' ? hold.since : null,
      handoff_id: offeredIn(hold)?.id ?? null,
      handed: hold.hold === 'claimed' && hold.handed ? 1 : 0,
      version: lead.version + 1,
    })
    .where('number', '=', lead.number)
    .where('version', '=', lead.version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Changes in which stage a lead is, if it is still as it was read. */
export async function saveStage(db: Db, lead: Lead, stage: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('lead')
    .set({ stage, version: lead.version + 1 })
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
  return rows.map((row) => toLead(row));
}

/** What nobody has, the longest waiting first. */
export async function freeLeads(db: Db, limit: number): Promise<Lead[]> {
  const rows = await leads(db)
    .where(sql<boolean>`lead.hold = 'free' and lead.name <> ''`)
    .orderBy('lead.arrived_at')
    .orderBy('lead.number')
    .limit(limit)
    .execute();
  return rows.map((row) => toLead(row));
}

/** How many leads a person has. */
export async function countOf(db: Db, personId: string): Promise<number> {
  const { count } = await db
    .selectFrom('lead')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('owner_id', '=', personId)
    .executeTakeFirstOrThrow();
  return count;
}

/** How many leads nobody has. */
export async function countFree(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('lead')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(sql<boolean>`hold = 'free' and name <> ''`)
    .executeTakeFirstOrThrow();
  return count;
}

function leads(db: Db) {
  return db
    .selectFrom('lead')
    .leftJoin('person', 'person.id', 'lead.owner_id')
    .selectAll('lead')
    .select('person.name as owner_name');
}

type Row = Selectable<Schema['lead']> & { owner_name: string | null };

function toLead(row: Row, handoff?: Offered): Lead {
  const { number, version, stage, source, campaign, name, company, email, phone, handle, message } = row;
  const hold: Hold =
    row.owner_id === null
      ? { hold: 'free' }
      : {
          hold: 'claimed',
          owner: { id: row.owner_id, name: row.owner_name ?? '?' },
          since: row.held_since ?? row.arrived_at,
          ...(row.handed ? { handed: true as const } : {}),
          ...(handoff ? { handoff } : {}),
        };
  const told = { source, campaign, name, company, email, phone, handle, message };
  return { number, version, stage, client: row.client_id, hold, arrivedAt: row.arrived_at, ...told };
}
