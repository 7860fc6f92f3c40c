import type { PostKinds } from '../chat/post-kind.ts';
import { leadCard } from './cards.ts';
import { lastRelease } from './last-release.ts';
import { numberOf } from './lead.ts';
import { readLead } from './store.ts';

/** The card of a lead in a channel. */
export const posts: PostKinds = {
  'lead.card': async (db, subject) => {
    const lead = await readLead(db, numberOf(subject));
    if (!lead) return undefined;
    const owner = lead.hold.hold === 'claimed' ? [`person:${lead.hold.owner.id}`] : [];
    const back = lead.hold.hold === 'free' ? await lastRelease(db, lead.number) : undefined;
    return { subjects: [subject, ...owner], card: (say) => leadCard(lead, say, back) };
  },
};
