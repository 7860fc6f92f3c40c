import type { PostKinds } from '../../chat/post-kind.ts';
import { clientSubject } from '../../clients/client.ts';
import { askIn } from './ask.ts';
import { askCard } from './ask-cards.ts';
import { checkCard } from './cards.ts';
import { checkSubject } from './check.ts';
import { readAsk, readCheck } from './read-check.ts';

/** A check for everybody to see, and the question to whoever has some of its clients. */
export const mailingPosts: PostKinds = {
  'mailing.check': async (db, subject) => {
    const view = await readCheck(db, subject.slice(checkSubject('').length));
    return view && { subjects: [subject], card: (say) => checkCard(view, say) };
  },
  'mailing.ask': async (db, subject) => {
    const view = await readAsk(db, askIn(subject));
    if (!view) return undefined;
    const clients = view.clients.map(({ id }) => clientSubject(id));
    return { subjects: [subject, ...clients], alone: true, card: (say) => askCard(view, say) };
  },
};
