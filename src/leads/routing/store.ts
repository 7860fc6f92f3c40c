import type { Db, Schema } from '../../../db/schema.ts';
import { dayAt } from '../../kernel/local-time.ts';
import { calendarsOf } from '../../team/hours/calendars.ts';
import { isWorking } from '../../team/hours/working-time.ts';
import type { Candidate, Question } from './decide.ts';

/** From here on, whoever else routes waits: two decisions at once would not know of each other. */
export async function lockRouting(db: Db): Promise<void> {
  await db
    .insertInto('route_lock')
    .values({ id: 1, seq: 1 })
    .onConflict((conflict) => conflict.column('id').doUpdateSet((eb) => ({ seq: eb('route_lock.seq', '+', 1) })))
    .execute();
}

/** Everybody as routing sees them now, for one rule. */
export async function candidatesFor(db: Db, rule: string, now: number): Promise<Candidate[]> {
  const rows = await db.selectFrom('person').selectAll().orderBy('created_at').orderBy('id').execute();
  const calendars = await calendarsOf(db, rows, now);
  const counts = await activeCounts(db);
  const turns = await db.selectFrom('route_turn').selectAll().where('rule', '=', rule).execute();
  const credits = new Map(turns.map(({ person_id, credit }) => [person_id, credit]));
  return rows.map((row) => {
    const calendar = calendars.get(row.id);
    const today = calendar && dayAt(calendar.zone, now).day;
    const off =
      calendar?.off.some(({ first, last }) => today !== undefined && first <= today && today <= last) ?? false;
    return {
      id: row.id,
      department: row.department === 'marketing' ? 'marketing' : 'sales',
      weight: row.weight,
      cap: row.cap,
      active: counts.get(row.id) ?? 0,
      works: calendar !== undefined && isWorking(calendar, now),
      away: off || (row.paused_until ?? 0) > now || (row.chat_away_until ?? 0) > now,
      left: row.left_at !== null,
      languages: list(row.languages),
      territories: list(row.territories),
      credit: credits.get(row.id) ?? 0,
    };
  });
}

function list(text: string | null): string[] {
  return text === null ? [] : JSON.parse(text);
}

async function activeCounts(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('lead')
    .select(({ fn }) => ['owner_id', fn.countAll<number>().as('count')])
    .where('owner_id', 'is not', null)
    .where('closed_at', 'is', null)
    .groupBy('owner_id')
    .execute();
  return new Map(rows.map(({ owner_id, count }) => [owner_id ?? '', count]));
}

/** Keeps whose turn it is after a choice. */
export async function saveCredits(
  db: Db,
  rule: string,
  credits: Readonly<Record<string, number>>,
  chosen: string | null,
): Promise<void> {
  for (const [person_id, credit] of Object.entries(credits)) {
    const given = person_id === chosen ? 1 : 0;
    await db
      .insertInto('route_turn')
      .values({ rule, person_id, credit, given })
      .onConflict((conflict) =>
        conflict
          .columns(['rule', 'person_id'])
          .doUpdateSet((eb) => ({ credit, given: eb('route_turn.given', '+', given) })),
      )
      .execute();
  }
}

/** Whoever has a client now, or had their last lead. */
export async function lastOwnerOf(db: Db, clients: readonly string[], but: number): Promise<string | null> {
  const owned = db
    .selectFrom('lead')
    .select('owner_id')
    .where('client_id', 'in', clients)
    .where('number', '!=', but)
    .where('owner_id', 'is not', null)
    .limit(1);
  const open = await owned.where('closed_at', 'is', null).orderBy('held_since', 'desc').executeTakeFirst();
  const last = open ?? (await owned.where('closed_at', 'is not', null).orderBy('closed_at', 'desc').executeTakeFirst());
  return last?.owner_id ?? null;
}

/** Who has sold between two moments, once for every lead that is still won. */
export async function sellersSince(db: Db, since: number, until: number): Promise<string[]> {
  const won = db.selectFrom('lead').select('owner_id').where('stage', '=', 'won');
  const rows = await won.where('closed_at', '>=', since).where('closed_at', '<=', until).execute();
  return rows.flatMap(({ owner_id }) => owner_id ?? []);
}

/** Keeps a receipt. */
export async function insertReceipt(db: Db, row: Schema['receipt']): Promise<void> {
  await db.insertInto('receipt').values(row).execute();
}

/** The receipts of a lead, the first first. */
export function receiptsOf(db: Db, lead: number): Promise<Schema['receipt'][]> {
  return db.selectFrom('receipt').selectAll().where('lead', '=', lead).orderBy('at').orderBy('id').execute();
}

/** All receipts since a moment, the first first; so many at most, the latest. */
export async function receiptsSince(db: Db, since: number, limit: number): Promise<Schema['receipt'][]> {
  const rows = await db
    .selectFrom('receipt')
    .selectAll()
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse();
}

/** Who did not take a lead since a moment (epoch ms): whoever was offered it, and whoever had given it back before. */
export async function passedOf(db: Db, lead: number, since: number): Promise<string[]> {
  const rows = await db
    .selectFrom('receipt')
    .select(['chosen', 'outcome', 'asked'])
    .where('lead', '=', lead)
    .where('at', '>=', since)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const offered = rows.flatMap(({ chosen, outcome }) =>
    outcome === 'turn' || outcome === 'owner' ? (chosen ?? []) : [],
  );
  const last = rows.at(-1);
  const before = last ? (JSON.parse(last.asked) as Question).passed : [];
  return [...new Set([...before, ...offered])];
}

/** The leads that wait for somebody to have room, the one whose time is up first. */
export async function queuedLeads(db: Db, limit: number): Promise<{ number: number; rule: string }[]> {
  const rows = await db
    .selectFrom('lead')
    .select(['number', 'rule'])
    .where('queued_at', 'is not', null)
    .where('closed_at', 'is', null)
    .where('clock_due', 'is not', null)
    .orderBy('clock_due')
    .orderBy('number')
    .limit(limit)
    .execute();
  return rows.map(({ number, rule }) => ({ number, rule: rule ?? '' }));
}

/** Notes by which rule a lead was routed, and since when it waits for room. */
export async function noteRoute(db: Db, lead: number, rule: string, queuedAt: number | null): Promise<void> {
  await db.updateTable('lead').set({ rule, queued_at: queuedAt }).where('number', '=', lead).execute();
}
