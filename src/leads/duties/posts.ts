import type { PostKinds } from '../../chat/post-kind.ts';
import { settingAt } from '../../team/settings.ts';
import { dutiesName } from '../clocks/in-force.ts';
import { proposalCard } from './cards.ts';
import { usualDuties } from './duties.ts';
import { proposalSubject } from './proposal.ts';
import { readProposal } from './proposal-store.ts';

/** A proposal to change the duty matrix, where both departments read it. */
export const dutyPosts: PostKinds = {
  'duties.proposal': async (db, subject) => {
    const proposal = await readProposal(db, subject.slice(proposalSubject('').length));
    if (!proposal) return undefined;
    const before = await settingAt(db, dutiesName, proposal.version, usualDuties);
    return { subjects: [subject], card: (say) => proposalCard(proposal, before, say) };
  },
};
