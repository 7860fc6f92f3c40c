import type { PostKinds, Showing } from '../chat/post-kind.ts';
import { clientSubject } from '../clients/client.ts';
import { erasedCard, leadCard } from './cards.ts';
import { handoffPosts } from './handoff/posts.ts';
import { offeredIn } from './hold.ts';
import { numberOf } from './lead.ts';
import { readAround } from './read-around.ts';
import { readLead, wasErased } from './store.ts';

/** The card of a lead in a channel, and what goes with handing it on. */
export const posts: PostKinds = {
  ...handoffPosts,
  'lead.card': async (db, subject, now) => {
    const lead = await readLead(db, numberOf(subject));
    if (!lead) return (await wasErased(db, numberOf(subject))) ? erased(subject) : undefined;
    const around = await readAround(db, lead, now);
    const people = [
      lead.hold.hold === 'claimed' ? lead.hold.owner.id : undefined,
      offeredIn(lead.hold)?.to.id,
      around.reservation?.who.id,
      ...around.others.map(({ owner }) => owner?.id),
    ];
    return {
      subjects: [
        subject,
        clientSubject(lead.client),
        ...around.questions.map(({ other }) => clientSubject(other.id)),
        ...people.flatMap((id) => (id ? [`person:${id}`] : [])),
      ],
      card: (say) => leadCard(lead, say, around),
    };
  },
};

/** A stone where a card stood: threads and links to it keep their place. */
function erased(subject: string): Showing {
  return { subjects: [subject], card: (say) => erasedCard(numberOf(subject), say) };
}
