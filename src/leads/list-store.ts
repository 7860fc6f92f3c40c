import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import type { Lead } from './lead.ts';
import { toLeads } from './store.ts';

/** The leads of a client, by all its ids, that somebody has to look after. */
export async function heldLeadsOf(db: Db, clients: readonly string[]): Promise<Lead[]> {
  const rows = await db
    .selectFrom('lead')
    .selectAll()
    .where('client_id', 'in', clients)
    .where('owner_id', 'is not', null)
    .where('closed_at', 'is', null)
    .execute();
  return toLeads(db, rows);
}

/** What a person has to look after, the latest first. */
export async function leadsOf(db: Db, personId: string, limit: number): Promise<Lead[]> {
  const rows = await db
    .selectFrom('lead')
    .selectAll()
    .where('owner_id', '=', personId)
    .where('closed_at', 'is', null)
    .orderBy('held_since', 'desc')
    .limit(limit)
    .execute();
  return toLeads(db, rows);
}

/** What a person has to look after, those whose time is up first. */
export async function leadsByClock(db: Db, personId: string, limit: number): Promise<Lead[]> {
  const rows = await db
    .selectFrom('lead')
    .selectAll()
    .where('owner_id', '=', personId)
    .where('closed_at', 'is', null)
    .orderBy(sql`case when clock_due is null then 1 else 0 end`)
    .orderBy('clock_due')
    .orderBy('number')
    .limit(limit)
    .execute();
  return toLeads(db, rows);
}

/** What is offered to a person in turn. */
export async function offeredLeads(db: Db, personId: string, limit: number): Promise<Lead[]> {
  const rows = await db
    .selectFrom('lead')
    .selectAll()
    .where('offered_to', '=', personId)
    .where('hold', '=', 'offered')
    .orderBy('offered_until')
    .limit(limit)
    .execute();
  return toLeads(db, rows);
}

/** What nobody has in some stages: those whose time is up first, and then what nobody has to answer soon, the oldest first. */
export async function freeByClock(db: Db, stages: readonly string[], limit: number): Promise<Lead[]> {
  if (stages.length === 0) return [];
  const free = db.selectFrom('lead').selectAll().where(isWaiting).where('stage', 'in', stages);
  const timed = await free
    .where('clock_due', 'is not', null)
    .orderBy('clock_due')
    .orderBy('number')
    .limit(limit)
    .execute();
  const rest = limit - timed.length;
  const others = free.where('clock_due', 'is', null).orderBy('arrived_at').orderBy('number').limit(rest);
  return toLeads(db, [...timed, ...(rest > 0 ? await others.execute() : [])]);
}

/** What nobody has, the longest waiting first. */
export async function freeLeads(db: Db, limit: number): Promise<Lead[]> {
  const rows = await db
    .selectFrom('lead')
    .selectAll()
    .where(isWaiting)
    .orderBy('arrived_at')
    .orderBy('number')
    .limit(limit)
    .execute();
  return toLeads(db, rows);
}

// A partial index serves only a query that spells its condition out.
const isWaiting = sql<boolean>`hold = 'free' and closed_at is null and name <> ''`;

/** How many leads a person has to look after. */
export async function countOf(db: Db, personId: string): Promise<number> {
  const { count } = await db
    .selectFrom('lead')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('owner_id', '=', personId)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** How many leads nobody has, in some stages or in all. */
export async function countFree(db: Db, stages?: readonly string[]): Promise<number> {
  if (stages?.length === 0) return 0;
  const free = db
    .selectFrom('lead')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(isWaiting);
  const { count } = await (stages ? free.where('stage', 'in', stages) : free).executeTakeFirstOrThrow();
  return count;
}
