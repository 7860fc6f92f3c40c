import type { Db } from '../../../db/schema.ts';
import type { CampaignView } from './campaign.ts';
import { answersTo, campaignById, campaignsWithin } from './store.ts';

/** So many campaigns at the same time are named. */
const mostMeanwhile = 5;

/** A campaign with what was said to it, and those that run at the same time. */
export async function readCampaign(db: Db, id: string): Promise<CampaignView | undefined> {
  const campaign = await campaignById(db, id);
  if (!campaign) return undefined;
  const { firstDay, lastDay } = campaign;
  const others = await campaignsWithin(db, firstDay, lastDay, mostMeanwhile + 1);
  const answers = (await answersTo(db, [id])).get(id) ?? [];
  return { campaign, answers, meanwhile: others.filter((each) => each.id !== id).slice(0, mostMeanwhile) };
}

/** The campaigns that are under way on a day or come after it, in their order. */
export async function readCalendar(db: Db, from: string, most: number): Promise<CampaignView[]> {
  const campaigns = await campaignsWithin(db, from, '9999-12-31', most);
  const answers = await answersTo(
    db,
    campaigns.map(({ id }) => id),
  );
  return campaigns.map((campaign) => ({ campaign, answers: answers.get(campaign.id) ?? [], meanwhile: [] }));
}
