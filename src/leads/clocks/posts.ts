import type { Db } from '../../../db/schema.ts';
import type { PostKinds } from '../../chat/post-kind.ts';
import { placeKind } from '../../chat/want.ts';
import { namesIn } from '../../clients/names-in.ts';
import { entryById } from '../../ledger/read.ts';
import { personById, toPerson } from '../../team/store.ts';
import { subjectOf } from '../lead.ts';
import { readAround } from '../read-around.ts';
import { readLead } from '../store.ts';
import { alertOf } from './alert.ts';
import { alertCard, alertLine, noteCard } from './cards.ts';

/** What people are told of leads directly, and what a lead's thread tells. */
export const clockPosts: PostKinds = {
  'lead.alert': async (db, subject, now, place) => {
    const alert = alertOf(subject);
    const lead = await readLead(db, alert.lead);
    const reader = await readerAt(db, place);
    if (!lead || !reader) return undefined;
    const around = await readAround(db, lead, now);
    return {
      subjects: [subject, subjectOf(lead.number)],
      fold: { own: false, line: (say) => alertLine(alert, lead, say) },
      card: (say) => alertCard(alert, lead, reader, around, say),
    };
  },
  'lead.note': async (db, subject) => {
    const entry = await entryById(db, subject.slice('note:'.length));
    if (!entry?.lead) return undefined;
    const names = await namesIn(db, [entry]);
    return { subjects: [subject, subjectOf(entry.lead)], card: (say) => noteCard(entry, names, say) };
  },
};

async function readerAt(db: Db, place: string) {
  const row = await personById(db, placeKind(place).id);
  return row && toPerson(row);
}
