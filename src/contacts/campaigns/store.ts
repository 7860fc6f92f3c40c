import type { Db, Schema } from '../../../db/schema.ts';
import { namesOf } from '../../team/store.ts';
import type { Answer, Campaign } from './campaign.ts';

type Row = Schema['campaign'];

/** A campaign by its id. */
export async function campaignById(db: Db, id: string): Promise<Campaign | undefined> {
  const rows = await db.selectFrom('campaign').selectAll().where('id', '=', id).execute();
  return (await named(db, rows))[0];
}

/** The campaigns of which a day lies between two, both included, in the order of their first days. */
export async function campaignsWithin(db: Db, from: string, to: string, most: number): Promise<Campaign[]> {
  const rows = await db
    .selectFrom('campaign')
    .selectAll()
    .where('last_day', '>=', from)
    .where('first_day', '<=', to)
    .where('state', '=', 'announced')
    .orderBy('first_day')
    .orderBy('id')
    .limit(most)
    .execute();
  return named(db, rows);
}

/** Writes a campaign. */
export async function insertCampaign(db: Db, row: Row): Promise<void> {
  await db.insertInto('campaign').values(row).execute();
}

/** Calls a campaign off, if it is still as it was read. */
export async function saveOff(db: Db, { id, version }: Campaign): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('campaign')
    .set({ state: 'called-off', version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What colleagues say to some campaigns, by campaign, the first first. */
export async function answersTo(db: Db, campaigns: readonly string[]): Promise<Map<string, Answer[]>> {
  if (campaigns.length === 0) return new Map();
  const rows = await db
    .selectFrom('campaign_answer')
    .selectAll()
    .where('campaign_id', 'in', campaigns)
    .orderBy('at')
    .orderBy('person_id')
    .execute();
  const names = await namesOf(
    db,
    rows.map(({ person_id }) => person_id),
  );
  const answers = rows.map(({ campaign_id, person_id, answer, why }) => ({
    campaign: campaign_id,
    who: { id: person_id, name: names.get(person_id) ?? '?' },
    answer: answer === 'objects' ? ('objects' as const) : ('noted' as const),
    why,
  }));
  return Map.groupBy(answers, ({ campaign }) => campaign);
}

/** Keeps what a colleague says; the last word counts. */
export async function saveCampaignAnswer(db: Db, row: Schema['campaign_answer']): Promise<void> {
  const { answer, why, at } = row;
  await db
    .insertInto('campaign_answer')
    .values(row)
    .onConflict((conflict) => conflict.columns(['campaign_id', 'person_id']).doUpdateSet({ answer, why, at }))
    .execute();
}

async function named(db: Db, rows: readonly Row[]): Promise<Campaign[]> {
  const names = await namesOf(
    db,
    rows.map(({ person_id }) => person_id),
  );
  return rows.map(({ id, version, name, offer, audience, first_day, last_day, person_id, state }) => ({
    ...{ id, version, name, offer, audience },
    firstDay: first_day,
    lastDay: last_day,
    owner: { id: person_id, name: names.get(person_id) ?? '?' },
    state: state === 'called-off' ? 'called-off' : 'announced',
  }));
}
