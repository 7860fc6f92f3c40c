import type { Db } from '../../db/schema.ts';
import type { Tx } from '../../db/store.ts';
import { namesOf } from '../team/store.ts';
import type { Standing } from './client.ts';
import { clientChanged } from './client-changed.ts';

type Told = {
  readonly lead: number;
  readonly client: string;
  readonly stage: string;
  readonly owner: string | null;
  readonly since: number;
};

/** A lead tells its client who holds it, in the transaction in which that changes. */
export async function tellStanding(tx: Tx, told: Told): Promise<void> {
  await saveStanding(tx.db, told);
  await clientChanged(tx, told.client);
}

/** The same for a client that no card shows yet: nothing falls behind. */
export async function saveStanding(db: Db, { lead, client, stage, owner, since }: Told): Promise<void> {
  const now = { stage, person_id: owner, since };
  await db
    .insertInto('standing')
    .values({ lead, client_id: client, ...now })
    .onConflict((conflict) => conflict.column('lead').doUpdateSet(now))
    .execute();
}

/** Where clients stand, by all their ids: their leads, the latest first, each with whose it is. */
export async function standingsOf(
  db: Db,
  client: readonly string[],
): Promise<(Standing & { readonly client: string })[]> {
  const rows = await db
    .selectFrom('standing')
    .selectAll()
    .where('client_id', 'in', client)
    .orderBy('lead', 'desc')
    .execute();
  const names = await namesOf(
    db,
    rows.flatMap(({ person_id }) => person_id ?? []),
  );
  return rows.map(({ lead, client_id, stage, person_id, since }) => ({
    client: client_id,
    lead,
    stage,
    since,
    owner: person_id === null ? null : { id: person_id, name: names.get(person_id) ?? '?' },
  }));
}

/** The client of a lead. */
export async function clientOfLead(db: Db, lead: number): Promise<string | undefined> {
  const row = await db.selectFrom('standing').select('client_id').where('lead', '=', lead).executeTakeFirst();
  return row?.client_id;
}
