import type { Tx } from '../../db/store.ts';
import { direct, type Wanted, want } from '../chat/want.ts';
import type { Due } from '../schedule/due.ts';
import { planNext, plannedFor, stillActive } from './plan-next.ts';
import { answersTo } from './store.ts';
import { occurrenceSubject } from './sync.ts';

/** A day before: the agenda and the question go to the channel, and the question to everybody who has not answered. */
export function remindDay(tx: Tx, due: Due, now: number): Promise<void> {
  return remind(tx, due, now, {
    channel: (place, subject) => ({ place, kind: 'sync.reminder', subject }),
    colleague: (place, subject) => ({ place, kind: 'sync.ask', subject }),
  });
}

/** Ten minutes before: the same again, as cards of their own, so that everybody is notified. */
export function remindSoon(tx: Tx, due: Due, now: number): Promise<void> {
  return remind(tx, due, now, {
    channel: (place, subject) => ({ place, kind: 'sync.soon', subject }),
    colleague: (place, subject) => ({ place, kind: 'sync.ask-soon', subject }),
  });
}

type Cards = Record<'channel' | 'colleague', (place: string, subject: string) => Wanted>;

async function remind(tx: Tx, due: Due, now: number, cards: Cards): Promise<void> {
  const planned = await plannedFor(tx, due);
  if (!planned) return;
  const subject = occurrenceSubject({ sync: planned.sync.id, start: planned.start });
  for (const place of planned.sync.places) await want(tx, cards.channel(place, subject), now);
  for (const person of await unanswered(tx, planned)) await want(tx, cards.colleague(direct(person), subject), now);
}

/** A meeting begins: the one after it is planned. */
export async function planFollowing(tx: Tx, due: Due, now: number): Promise<void> {
  const sync = await stillActive(tx, due.key);
  if (sync) await planNext(tx, sync, now);
}

async function unanswered(tx: Tx, { sync, start }: NonNullable<Awaited<ReturnType<typeof plannedFor>>>) {
  const answered = new Set((await answersTo(tx.db, { sync: sync.id, start })).map(({ person }) => person.id));
  return sync.members.flatMap(({ id }) => (answered.has(id) ? [] : [id]));
}
