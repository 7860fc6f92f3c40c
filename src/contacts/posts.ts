import type { PostKinds } from '../chat/post-kind.ts';
import { clientSubject } from '../clients/client.ts';
import { clientById } from '../clients/store.ts';
import { unclosedCard } from './cards.ts';
import { contactSchema } from './contact.ts';
import { touchesSince } from './store.ts';

/** The question what came of a contact, to whoever announced it; it is settled by a touch since then. */
export const posts: PostKinds = {
  'contact.ask-outcome': async (db, subject) => {
    const parts = subject.slice('unclosed:'.length).split('/');
    const since = Number(parts.pop());
    const contact = contactSchema.parse(parts.join('/'));
    const client = await clientById(db, contact.client);
    if (!client) return undefined;
    const touches = await touchesSince(db, client.id, since - 1);
    return {
      subjects: [subject, clientSubject(client.id)],
      card: (say) => unclosedCard(client, contact, touches.length > 0, say),
    };
  },
};
