import type { PostKinds } from '../../chat/post-kind.ts';
import { subjectOf } from '../lead.ts';
import { readLead } from '../store.ts';
import { offerCard } from './cards.ts';

/** A lead that is offered in turn, as whose turn it is reads it. */
export const routingPosts: PostKinds = {
  'lead.offer': async (db, subject) => {
    const [number = '', until = '', person = ''] = subject.slice('offer:'.length).split('/');
    const lead = await readLead(db, Number(number));
    if (!lead) return undefined;
    const { hold } = lead;
    const open = hold.hold === 'offered' && hold.to.id === person && hold.until === Number(until);
    const subjects: [string, ...string[]] = [subject, subjectOf(lead.number)];
    return { subjects, alone: true, card: (say) => offerCard(lead, !open, Number(until), say) };
  },
};
