import type { Db } from '../../db/schema.ts';
import type { PostKinds } from '../chat/post-kind.ts';
import { placeKind } from '../chat/want.ts';
import { clientSubject } from '../clients/client.ts';
import { clientById, membersOf } from '../clients/store.ts';
import { historyOfStreams } from '../ledger/read.ts';
import { namesOf } from '../team/store.ts';
import { unclosedCard, wentOnCard } from './reservations/cards.ts';
import { contactSchema } from './reservations/contact.ts';
import { type WentOn, wentOnIn } from './reservations/went-on.ts';
import { nextStepCard } from './touches/cards.ts';
import { nextStepOf } from './touches/next-step-store.ts';
import { touchesSince } from './touches/store.ts';

/** What was said about a contact stands among the latest of its client. */
const mostRecent = 50;

/** Whether somebody said since a moment that they did not contact the client after all. */
async function saidNothing(db: Db, members: readonly string[], person: string, since: number): Promise<boolean> {
  const latest = await historyOfStreams(db, members, mostRecent);
  return latest.some(({ kind, actor, at }) => kind === 'contact.dropped' && actor === person && at >= since);
}

/** The reason that somebody gave for a contact against a warning, unless it was erased. */
async function reasonOf(db: Db, members: readonly string[], { who, at }: WentOn): Promise<string | undefined> {
  const rows = await historyOfStreams(db, members, mostRecent, { kinds: ['contact.overridden'] });
  return rows.find((row) => row.actor === who && row.at === at)?.words.why;
}

/** Notices: what was agreed for today, to whoever agreed it; what came of a contact, to whoever announced it; and that somebody contacted one's client all the same. */
export const posts: PostKinds = {
  'contact.tell-owner': async (db, subject) => {
    const wentOn = wentOnIn(subject);
    const client = await clientById(db, wentOn.client);
    if (!client) return undefined;
    const why = await reasonOf(db, await membersOf(db, client.id), wentOn);
    const who = { id: wentOn.who, name: (await namesOf(db, [wentOn.who])).get(wentOn.who) ?? '?' };
    return {
      subjects: [subject, clientSubject(client.id)],
      card: (say) => wentOnCard(client, { ...wentOn, who, why }, say),
    };
  },
  'contact.next': async (db, subject) => {
    const [id = '', person = '', at] = subject.slice('next:'.length).split('/');
    const client = await clientById(db, id);
    if (!client) return undefined;
    const step = await nextStepOf(db, await membersOf(db, client.id), person);
    const open = step?.at === Number(at) ? step.step : undefined;
    return { subjects: [subject, clientSubject(client.id)], card: (say) => nextStepCard(client, open, say) };
  },
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
