import type { PostKinds } from '../../chat/post-kind.ts';
import { importCard } from './cards.ts';
import { jobById } from './import-store.ts';

/** What a channel sees of a list that was taken in. */
export const importPosts: PostKinds = {
  'client.import': async (db, subject) => {
    const job = await jobById(db, subject.slice('import:'.length));
    return job && { subjects: [subject], card: (say) => importCard(job, say) };
  },
};
