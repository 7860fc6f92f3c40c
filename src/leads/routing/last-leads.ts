import type { Db } from '../../../db/schema.ts';
import { dayAt } from '../../kernel/local-time.ts';
import { calendarsOf } from '../../team/hours/calendars.ts';
import { companyOf } from '../../team/hours/store.ts';
import { type Calendar, isWorking } from '../../team/hours/working-time.ts';
import type { Candidate } from './decide.ts';
import type { Made } from './dry-run.ts';
import { type Country, factsOf } from './facts-of.ts';
import { candidatesFor, receiptsSince } from './store.ts';

/**
 * The leads that have come in since a moment, each as it was routed, or open to all where no rule had a say; with everybody
 * who was there then. So many at most, the latest.
 */
export async function lastLeads(db: Db, since: number, limit: number, now: number): Promise<Made[]> {
  const rows = await db
    .selectFrom('lead')
    .select(['number', 'arrived_at', 'source', 'campaign', 'name', 'phone', 'message', 'extra'])
    .where('arrived_at', '>=', since)
    // What came with a list, and lies there untouched, was never anybody's to claim.
    .where((eb) => eb.or([eb('clock_kind', 'is not', null), eb('version', '>', 1)]))
    .orderBy('arrived_at', 'desc')
    .limit(limit)
    .execute();
  const routed = new Map<number, Made>();
  for (const { lead, asked, chosen, outcome } of await receiptsSince(db, since, 10 * limit))
    if (!routed.has(lead)) routed.set(lead, { asked: JSON.parse(asked), chosen, outcome });
  const { region } = await companyOf(db);
  const country = (region?.slice(0, 2) ?? undefined) as Country;
  const everybody = await peopleOver(db, since, now);
  return rows.reverse().map((row): Made => {
    const known = routed.get(row.number);
    const lead = known?.asked.lead ?? factsOf(row, row.extra === null ? {} : JSON.parse(row.extra), country);
    const asked = { lead, owner: known?.asked.owner ?? null, passed: [], now: row.arrived_at };
    const { chosen = null, outcome = 'open' } = known ?? {};
    // Where it was open to all, nobody was asked who was there.
    const whole = outcome !== 'open' && outcome !== 'owner' && known !== undefined;
    return { asked: { ...asked, people: whole ? known.asked.people : everybody(row.arrived_at) }, chosen, outcome };
  });
}

/** Who was at work at a moment, by the hours as they are now. How many leads everybody had then is not known. */
async function peopleOver(db: Db, since: number, now: number): Promise<(at: number) => Candidate[]> {
  const rows = await db.selectFrom('person').selectAll().execute();
  const calendars = await calendarsOf(db, rows, since);
  const people = await candidatesFor(db, '', now);
  const away = (calendar: Calendar, at: number): boolean => {
    const { day } = dayAt(calendar.zone, at);
    return calendar.off.some(({ first, last }) => first <= day && day <= last);
  };
  return (at) =>
    people.map((each) => {
      const calendar = calendars.get(each.id);
      if (!calendar) return each;
      return { ...each, active: 0, works: isWorking(calendar, at), away: away(calendar, at) };
    });
}
