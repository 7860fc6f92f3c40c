import type { PostKinds } from '../../chat/post-kind.ts';
import { campaignSubject } from './campaign.ts';
import { campaignCard, objectionCard } from './cards.ts';
import { readCampaign } from './read-campaign.ts';

/** A campaign in the shared channel, and an objection for whoever announced it. */
export const campaignPosts: PostKinds = {
  'campaign.card': async (db, subject) => {
    const view = await readCampaign(db, subject.slice(campaignSubject('').length));
    return view && { subjects: [subject], card: (say) => campaignCard(view, say) };
  },
  'campaign.objection': async (db, subject) => {
    const [id = '', person] = subject.slice(campaignSubject('').length).split('/');
    const view = await readCampaign(db, id);
    const answer = view?.answers.find(({ who }) => who.id === person);
    if (!view || !answer) return undefined;
    return { subjects: [subject, campaignSubject(id)], card: (say) => objectionCard(view.campaign, answer, say) };
  },
};
