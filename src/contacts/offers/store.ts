import type { Db, Schema } from '../../../db/schema.ts';
import type { Offered } from './inputs.ts';

export type OfferRow = Schema['offer'];

/** So many names stand in one statement. */
const mostAtOnce = 1_000;

/** The offers of some folded names. */
export async function offersNamed(db: Db, keys: readonly string[]): Promise<OfferRow[]> {
  const found: OfferRow[] = [];
  // What touches were about are free words: there may be more of them than a statement takes.
  for (let at = 0; at < keys.length; at += mostAtOnce)
    found.push(
      ...(await db
        .selectFrom('offer')
        .selectAll()
        .where('name_key', 'in', keys.slice(at, at + mostAtOnce))
        .execute()),
    );
  return found;
}

/** An offer by its id. */
export function offerById(db: Db, id: string): Promise<OfferRow | undefined> {
  return db.selectFrom('offer').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The offers that are made at a moment, by name. */
export async function offersOpen(db: Db, now: number): Promise<Offered[]> {
  return db
    .selectFrom('offer')
    .select(['id', 'name'])
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', now)]))
    .orderBy('name_key')
    .execute();
}

/** All offers by family and name, those that are over last. */
export async function allOffers(db: Db, now: number): Promise<OfferRow[]> {
  const rows = await db.selectFrom('offer').selectAll().orderBy('family_key').orderBy('name_key').execute();
  const isOver = ({ until }: OfferRow): number => (until !== null && until <= now ? 1 : 0);
  return rows.toSorted((one, other) => isOver(one) - isOver(other));
}

/** Writes an offer, or changes the one of its name, which keeps its id. */
export async function saveOffer(db: Db, row: OfferRow): Promise<void> {
  const { name_key: _key, id: _id, ...change } = row;
  await db
    .insertInto('offer')
    .values(row)
    .onConflict((conflict) => conflict.column('name_key').doUpdateSet(change))
    .execute();
}

/** What a form says of an offer: the name of the one that was chosen, else what was typed. */
export async function saidOffer(
  db: Db,
  { offer, about }: { readonly offer?: string | undefined; readonly about?: string | undefined },
): Promise<string | undefined> {
  const chosen = offer ? await offerById(db, offer) : undefined;
  return chosen?.name ?? (about || undefined);
}
