import type { Db } from '../../../db/schema.ts';
import { historyOfKinds } from '../../ledger/read.ts';
import { sellersSince } from './store.ts';

/** What somebody got in a while, and what became of it. */
export type Share = {
  readonly id: string;
  readonly name: string;
  readonly weight: number;
  /** Leads that they claimed, and that were given to them by turns. */
  readonly claimed: number;
  readonly given: number;
  /** Offers that they let pass, and leads that went back because nobody was contacted. */
  readonly passed: number;
  readonly lapsed: number;
  readonly won: number;
};

const kinds = ['lead.claimed', 'lead.assigned', 'lead.passed', 'lead.lapsed'] as const;

/** What everybody got since a moment, those who got most first. */
export async function readFairness(db: Db, since: number, now: number): Promise<Share[]> {
  const rows = await historyOfKinds(db, kinds, since, now + 1);
  // What was opened again is no sale.
  const sold = await sellersSince(db, since, now);
  const people = await db.selectFrom('person').select(['id', 'name', 'weight', 'left_at']).execute();
  const count = (kind: (typeof kinds)[number], id: string): number =>
    rows.filter((row) => row.kind === kind && (kind === 'lead.claimed' ? row.actor : row.detail.to) === id).length;
  return people
    .map(({ id, name, weight, left_at }) => ({
      id,
      name,
      weight,
      here: left_at === null,
      claimed: count('lead.claimed', id),
      given: count('lead.assigned', id),
      passed: count('lead.passed', id),
      lapsed: count('lead.lapsed', id),
      won: sold.filter((seller) => seller === id).length,
    }))
    .filter(({ here, claimed, given, passed }) => claimed + given + passed > 0 || here)
    .map(({ here: _here, ...share }) => share)
    .sort((one, other) => other.claimed + other.given - (one.claimed + one.given) || (one.name < other.name ? -1 : 1));
}
