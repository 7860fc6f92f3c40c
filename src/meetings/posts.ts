import type { Db } from '../../db/schema.ts';
import type { PostKind, PostKinds, Showing } from '../chat/post-kind.ts';
import { direct } from '../chat/want.ts';
import { askCard, reminderCard } from './cards.ts';
import { readAgenda } from './read-agenda.ts';
import { answersTo, readOccurrence, readSync } from './store.ts';
import { occurrenceOf } from './sync.ts';

/** A meeting in the channel and to each colleague: a day before, and ten minutes before. */
export const posts: PostKinds = {
  'sync.reminder': inChannel(false),
  'sync.soon': inChannel(true),
  'sync.ask': toColleague(false),
  'sync.ask-soon': toColleague(true),
};

function inChannel(soon: boolean): PostKind {
  return async (db, subject, now) => {
    const meeting = await load(db, subject, now);
    if (!meeting) return undefined;
    const agenda = await readAgenda(db, meeting.occurrence.start, now);
    return { subjects: [subject], card: (say) => reminderCard(meeting, agenda, soon, say) };
  };
}

function toColleague(soon: boolean): PostKind {
  return async (db, subject, now, place): Promise<Showing | undefined> => {
    const meeting = await load(db, subject, now);
    if (!meeting) return undefined;
    const mine = meeting.answers.find(({ person }) => place === direct(person.id))?.answer;
    return { subjects: [subject], card: (say) => askCard(meeting, mine, soon, say) };
  };
}

/** Whatever is still to go out when the meeting has begun stays in. */
async function load(db: Db, subject: string, now: number) {
  const { sync: id, start } = occurrenceOf(subject);
  if (now >= start) return undefined;
  const [sync, occurrence] = [await readSync(db, id), await readOccurrence(db, id, start)];
  return sync && occurrence && { sync, occurrence, answers: await answersTo(db, occurrence) };
}
