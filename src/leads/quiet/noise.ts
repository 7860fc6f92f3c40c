import type { Db } from '../../../db/schema.ts';
import { day } from '../../kernel/clock.ts';
import { companyOf } from '../../team/hours/store.ts';
import { settingInForce } from '../../team/settings.ts';

/** How many messages a channel should get in a day. */
export type Budget = { readonly perDay: number };
export const budgetName = 'leads.budget';
export const usualBudget: Budget = { perDay: 80 };

/** What a channel got in a week, and what came of it. */
export type Noise = {
  readonly place: string;
  /** Cards and digests; threads are read by whoever follows them. */
  readonly messages: number;
  readonly busiest: { readonly day: string; readonly messages: number } | undefined;
  readonly leads: number;
  /** Leads of which somebody did something. */
  readonly actedOn: number;
};

const week = 7 * day;

/** What every channel got in the last week. */
export async function readNoise(
  db: Db,
  now: number,
): Promise<{ readonly budget: Budget; readonly channels: readonly Noise[] }> {
  const { value: budget } = await settingInForce(db, budgetName, usualBudget);
  const { zone } = await companyOf(db);
  const posts = await db
    .selectFrom('post')
    .select(['place', 'kind', 'subject', 'wanted_at', 'state'])
    .where('wanted_at', '>=', now - week)
    .where('place', 'not like', 'direct:%')
    .where('place', 'not like', 'home:%')
    .where('place', 'not like', 'under:%')
    .execute();
  const touched = await touchedLeads(db, now - week);
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
  const channels = [...Map.groupBy(posts, ({ place }) => place)].map(([place, all]): Noise => {
    const messages = all.filter(({ state }) => state !== 'folded');
    const days = Map.groupBy(messages, ({ wanted_at }) => format.format(wanted_at));
    const [busiest] = [...days].sort(([, one], [, other]) => other.length - one.length);
    const leads = all.filter(({ kind }) => kind === 'lead.card');
    const actedOn = leads.filter(({ subject }) => touched.has(Number(subject.slice('lead:'.length)))).length;
    const most = busiest && { day: busiest[0], messages: busiest[1].length };
    return { place, messages: messages.length, busiest: most, leads: leads.length, actedOn };
  });
  return { budget, channels };
}

async function touchedLeads(db: Db, since: number): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('ledger')
    .select('lead')
    .distinct()
    .where('at', '>=', since)
    .where('lead', 'is not', null)
    .where('kind', 'in', ['lead.claimed', 'lead.moved', 'lead.recycled', 'contact.touched', 'contact.reserved'])
    .execute();
  return new Set(rows.flatMap(({ lead }) => lead ?? []));
}
