import type { PostKinds } from '../../chat/post-kind.ts';
import { subjectOf } from '../lead.ts';
import { readLead } from '../store.ts';
import { careCard, thankCard } from './cards.ts';
import { careSubject } from './care.ts';
import type { CareOutcome } from './outcomes.ts';
import { readCare, recommenderOf } from './store.ts';

/** What marketing is asked to do after a sale. */
export const carePosts: PostKinds = {
  'lead.care': async (db, subject) => {
    const number = Number(subject.slice(careSubject(0).length - 1));
    const [lead, care] = [await readLead(db, number), await readCare(db, number)];
    if (!lead || !care) return undefined;
    const { outcome, note, answered_at } = care;
    const told =
      outcome === null
        ? undefined
        : { outcome: outcome as CareOutcome, note: note ?? undefined, at: answered_at ?? lead.arrivedAt };
    return { subjects: [subject, subjectOf(number)], card: (say) => careCard(lead, told, say) };
  },
  'lead.thank': async (db, subject) => {
    const number = Number(subject.slice('thank:'.length));
    const [lead, by] = [await readLead(db, number), await recommenderOf(db, number)];
    if (!lead || !by) return undefined;
    return { subjects: [subject, subjectOf(number)], card: (say) => thankCard(lead, by, say) };
  },
};
