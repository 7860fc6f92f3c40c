import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { nothingRuns } from './clocks/times.ts';
import { byColleague } from './lead.ts';
import { timeColumns } from './store.ts';

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
      product: null,
      ...timeColumns(nothingRuns),
      version: eb('version', '+', 1),
    }))
    .where('client_id', 'in', clients)
    .returning('number')
    .execute();
  await db
    .updateTable('handoff')
    .set({ need: '', said: null, promised: null, next_step: '', best_time: null, note: null })
    .where('client_id', 'in', clients)
    .execute();
  await db.updateTable('lead_ask').set({ note: null }).where('client_id', 'in', clients).execute();
  const numbers = rows.map(({ number }) => number);
  if (numbers.length > 0) await db.deleteFrom('lead_field').where('lead', 'in', numbers).execute();
  await db.updateTable('care').set({ note: null }).where('client_id', 'in', clients).execute();
  await db
    .updateTable('handoff')
    .set({ state: 'withdrawn' })
    .where('client_id', 'in', clients)
    .where('state', '=', 'offered')
    .execute();
  return numbers;
}

/** Forgets that some clients recommended us; gives the numbers of the leads that said so. */
export async function forgetRecommenders(db: Db, clients: readonly string[]): Promise<number[]> {
  const rows = await db
    .updateTable('lead')
    .set({ recommended_by: null })
    .where('recommended_by', 'in', clients)
    .returning('number')
    .execute();
  return rows.map(({ number }) => number);
}

/** Takes out of receipts what a source calls itself and its campaign: it may be anything, of anybody. */
export async function blankReceipts(db: Db, leads: readonly number[]): Promise<void> {
  if (leads.length === 0) return;
  for (const { id, asked } of await db
    .selectFrom('receipt')
    .select(['id', 'asked'])
    .where('lead', 'in', leads)
    .execute()) {
    const question = JSON.parse(asked);
    const lead = { ...question.lead, source: '', campaign: null, product: null };
    await db
      .updateTable('receipt')
      .set({ asked: JSON.stringify({ ...question, lead }) })
      .where('id', '=', id)
      .execute();
  }
}
