import type { Db } from '../../../db/schema.ts';
import type { PostKinds } from '../../chat/post-kind.ts';
import { type Lead, subjectOf } from '../lead.ts';
import { readLead } from '../store.ts';
import { type Ask, askSubject } from './ask.ts';
import { readAsk } from './ask-store.ts';
import { askAnswerCard, askCard } from './cards.ts';

/** Asking for a lead, as its owner and the asker see it. */
export const askPosts: PostKinds = {
  'lead.ask': async (db, subject) => {
    const found = await load(db, subject);
    return found && { ...found, card: (say) => askCard(found.ask, found.lead, say) };
  },
  'lead.ask-answer': async (db, subject) => {
    const found = await load(db, subject);
    return found && { ...found, card: (say) => askAnswerCard(found.ask, found.lead, say) };
  },
};

async function load(
  db: Db,
  subject: string,
): Promise<{ ask: Ask; lead: Lead; subjects: [string, ...string[]] } | undefined> {
  const ask = await readAsk(db, subject.slice(askSubject('').length));
  const lead = ask && (await readLead(db, ask.lead));
  if (!ask || !lead) return undefined;
  return { ask, lead, subjects: [subject, subjectOf(lead.number)] };
}
