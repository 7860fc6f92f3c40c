import type { Db } from '../../db/schema.ts';
import type { PostKinds } from '../chat/post-kind.ts';
import { placeKind } from '../chat/want.ts';
import { clientSubject } from '../clients/client.ts';
import { clientById, membersOf } from '../clients/store.ts';
import { historyOfStreams } from '../ledger/read.ts';
import { unclosedCard } from './cards.ts';
import { contactSchema } from './contact.ts';
import { touchesSince } from './store.ts';

/** What was said about a contact stands among the latest of its client. */
const mostRecent = 50;

/** Whether somebody said since a moment that they did not contact the client after all. */
async function saidNothing(db: Db, members: readonly string[], person: string, since: number): Promise<boolean> {
  const latest = await historyOfStreams(db, members, mostRecent);
  return latest.some(({ kind, actor, at }) => kind === 'contact.dropped' && actor === person && at >= since);
}

/** The question what came of a contact, to whoever announced it; it is settled by a touch since then. */
export const posts: PostKinds = {
  'contact.ask-outcome': async (db, subject, _now, place) => {
    const parts = subject.slice('unclosed:'.length).split('/');
    const since = Number(parts.pop());
    const contact = contactSchema.parse(parts.join('/'));
    const client = await clientById(db, contact.client);
    if (!client) return undefined;
    const person = placeKind(place).id;
    const members = await membersOf(db, client.id);
    const touches = await touchesSince(db, members, since - 1);
    const settled =
      touches.some(({ person_id }) => person_id === person) || (await saidNothing(db, members, person, since));
    return {
      subjects: [subject, clientSubject(client.id)],
      card: (say) => unclosedCard(client, contact, settled, say),
    };
  },
};
