import type { Db, Schema } from '../../../db/schema.ts';

export type OfferRow = Schema['offer'];

/** The offers of some folded names. */
export async function offersNamed(db: Db, keys: readonly string[]): Promise<OfferRow[]> {
  if (keys.length === 0) return [];
  return db.selectFrom('offer').selectAll().where('name_key', 'in', keys).execute();
}

/** All offers by family and name, those that are over last. */
export async function allOffers(db: Db, now: number): Promise<OfferRow[]> {
  const rows = await db.selectFrom('offer').selectAll().orderBy('family_key').orderBy('name_key').execute();
  const isOver = ({ until }: OfferRow): number => (until !== null && until <= now ? 1 : 0);
  return rows.toSorted((one, other) => isOver(one) - isOver(other));
}

/** Writes an offer, or changes the one of its name. */
export async function saveOffer(db: Db, row: OfferRow): Promise<void> {
  const { name_key: _key, ...change } = row;
  await db
    .insertInto('offer')
    .values(row)
    .onConflict((conflict) => conflict.column('name_key').doUpdateSet(change))
    .execute();
}
