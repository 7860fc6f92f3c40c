import type { PostKinds } from '../../chat/post-kind.ts';
import { clientSubject } from '../client.ts';
import { questionCard } from './cards.ts';
import { readQuestion } from './read-question.ts';

/** The question whether two clients are one person, to whoever has the one that was known. */
export const judgementPosts: PostKinds = {
  'client.same-person': async (db, subject) => {
    const question = await readQuestion(db, subject.slice('same-person:'.length));
    if (!question) return undefined;
    return {
      subjects: [subject, ...question.sides.map(({ id }) => clientSubject(id))],
      card: (say) => questionCard(question, say),
    };
  },
};
