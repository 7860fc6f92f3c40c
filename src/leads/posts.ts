import type { PostKinds, Showing } from '../chat/post-kind.ts';
import { clientSubject } from '../clients/client.ts';
import { dutySubject } from '../team/duty/read-duty.ts';
import { askPosts } from './asks/posts.ts';
import { erasedCard, leadCard } from './cards.ts';
import { carePosts } from './care/posts.ts';
import { clockPosts } from './clocks/posts.ts';
import { dutyPosts } from './duties/posts.ts';
import { handoffPosts } from './handoff/posts.ts';
import { heldBy, isFree, offeredIn } from './hold.ts';
import { waitingPosts } from './intake/waiting-posts.ts';
import { numberOf } from './lead.ts';
import { leavers } from './leavers/index.ts';
import { leadLine } from './list-card.ts';
import { quiet } from './quiet/index.ts';
import { readAround } from './read-around.ts';
import { routingPosts } from './routing/posts.ts';
import { readLead, wasErased } from './store.ts';

/** The card of a lead in a channel, and what goes with handing it on. */
export const posts: PostKinds = {
  ...handoffPosts,
  ...clockPosts,
  ...askPosts,
  ...dutyPosts,
  ...waitingPosts,
  ...routingPosts,
  ...carePosts,
  ...leavers.posts,
  ...quiet.posts,
  'lead.card': async (db, subject, now) => {
    const lead = await readLead(db, numberOf(subject));
    if (!lead) return (await wasErased(db, numberOf(subject))) ? erased(subject) : undefined;
    const around = await readAround(db, lead, now);
    const to = offeredIn(lead.hold)?.to;
    const people = [
      heldBy(lead.hold)?.owner.id,
      to && 'id' in to ? to.id : undefined,
      around.duty?.id,
      around.reservation?.who.id,
      ...around.others.map(({ owner }) => owner?.id),
    ];
    return {
      subjects: [
        subject,
        clientSubject(lead.client),
        ...(around.duty ? [dutySubject] : []),
        ...around.questions.map(({ other }) => clientSubject(other.id)),
        ...people.flatMap((id) => (id ? [`person:${id}`] : [])),
      ],
      fold: { own: !isFree(lead.hold) || lead.closed !== undefined || around.late, line: (say) => leadLine(lead, say) },
      card: (say) => leadCard(lead, say, around),
    };
  },
};

/** A stone where a card stood: threads and links to it keep their place. */
function erased(subject: string): Showing {
  return { subjects: [subject], card: (say) => erasedCard(numberOf(subject), say) };
}
