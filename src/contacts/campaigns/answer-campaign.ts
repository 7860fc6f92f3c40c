import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { behind, direct, want } from '../../chat/want.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import { type Answer, campaignSubject } from './campaign.ts';
import { campaignById, saveCampaignAnswer, saveOff } from './store.ts';

/**
 * Sales takes note of a campaign, or objects with a reason; whoever announced it hears of an objection at once. Refuses
 * marketing, which announces them (`campaign.for-sales`), and one that is off (`campaign.off`).
 */
export async function answerCampaign(
  tx: Tx,
  who: Person,
  { id, answer, why }: { readonly id: string } & Pick<Answer, 'answer' | 'why'>,
  now: number,
): Promise<undefined | Refusal> {
  const campaign = await campaignById(tx.db, id);
  if (!campaign) return refuse('campaign.unknown');
  if (campaign.state === 'called-off') return refuse('campaign.off');
  if (who.department === 'marketing') return refuse('campaign.for-sales');
  await saveCampaignAnswer(tx.db, { campaign_id: id, person_id: who.id, answer, why, at: now });
  const words = { about: campaign.name, ...(why ? { why } : {}) };
  await append(tx, { stream: 'org', kind: `campaign.${answer}`, actor: who.id, detail: { campaign: id }, words }, now);
  await behind(tx, campaignSubject(id));
  if (answer === 'objects') {
    const subject = `${campaignSubject(id)}/${who.id}`;
    await want(tx, { place: direct(campaign.owner.id), kind: 'campaign.objection', subject }, now);
  }
  return undefined;
}

/** The campaign does not happen. Only whoever announced it, or who leads, may say so (`campaign.not-yours`). */
export async function callOffCampaign(tx: Tx, who: Person, id: string, now: number): Promise<undefined | Refusal> {
  const campaign = await campaignById(tx.db, id);
  if (!campaign) return refuse('campaign.unknown');
  if (campaign.state === 'called-off') return refuse('campaign.off');
  if (campaign.owner.id !== who.id && who.role === 'rep') return refuse('campaign.not-yours');
  if (!(await saveOff(tx.db, campaign))) return callOffCampaign(tx, who, id, now);
  const words = { about: campaign.name };
  await append(tx, { stream: 'org', kind: 'campaign.called-off', actor: who.id, detail: { campaign: id }, words }, now);
  await behind(tx, campaignSubject(id));
  return undefined;
}
