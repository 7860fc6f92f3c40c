import type { Db } from '../../../db/schema.ts';
import type { PostKinds } from '../../chat/post-kind.ts';
import { type Lead, subjectOf } from '../lead.ts';
import { readLead } from '../store.ts';
import { handoffAnswerCard, handoffCard, handoffNoteCard } from './cards.ts';
import { type Handoff, handoffSubject } from './handoff.ts';
import { readHandoff } from './store.ts';

/** A handoff as its receiver, its sender and the lead's thread see it. */
export const handoffPosts: PostKinds = {
  'lead.handoff': async (db, subject) => {
    const found = await load(db, subject);
    return found && { ...found, card: (say) => handoffCard(found.handoff, found.lead, say) };
  },
  'lead.handoff-answer': async (db, subject) => {
    const found = await load(db, subject);
    return found && { ...found, card: (say) => handoffAnswerCard(found.handoff, found.lead, say) };
  },
  'lead.handoff-note': async (db, subject) => {
    const found = await load(db, subject);
    return found && { ...found, card: (say) => handoffNoteCard(found.handoff, say) };
  },
};

async function load(
  db: Db,
  subject: string,
): Promise<{ handoff: Handoff; lead: Lead; subjects: [string, ...string[]] } | undefined> {
  const handoff = await readHandoff(db, subject.slice(handoffSubject('').length));
  const lead = handoff && (await readLead(db, handoff.lead));
  if (!handoff || !lead) return undefined;
  const people = [handoff.from.id, ...('id' in handoff.to ? [handoff.to.id] : [])].map((id) => `person:${id}`);
  return { handoff, lead, subjects: [subject, subjectOf(lead.number), ...people] };
}
