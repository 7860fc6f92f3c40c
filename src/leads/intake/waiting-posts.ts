import type { PostKinds } from '../../chat/post-kind.ts';
import { waitingSubject } from './waiting.ts';
import { waitingCard } from './waiting-cards.ts';
import { readWaiting } from './waiting-store.ts';

/** An enquiry in the waiting room, as marketing is shown it. */
export const waitingPosts: PostKinds = {
  'lead.waiting': async (db, subject) => {
    const waiting = await readWaiting(db, subject.slice(waitingSubject('').length));
    return waiting && { subjects: [subject], card: (say) => waitingCard(waiting, say) };
  },
};
