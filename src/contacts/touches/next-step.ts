import type { Tx } from '../../../db/store.ts';
import { direct, want } from '../../chat/want.ts';
import { clientById, membersOf } from '../../clients/store.ts';
import { hour } from '../../kernel/clock.ts';
import { momentOn } from '../../kernel/local-time.ts';
import { dueAt } from '../../schedule/due.ts';
import { deleteNextStep, nextStepOf, saveNextStep } from './next-step-store.ts';

/** What was agreed with a client: in a few words, and for which day (epoch ms of noon, where the colleague is). */
export type Next = { readonly step: string; readonly at: number };

/** A day that somebody chose in a form, as noon of it in their zone. Undefined for one that is over, or that is none. */
export function nextOn(step: string, day: string, zone: string, now: number): Next | undefined {
  const at = momentOn(day, '12:00', zone);
  return at === undefined || now > endOf(at) ? undefined : { step, at };
}

/** Until when (epoch ms) what was agreed for a day holds: the end of that day. */
export function endOf(at: number): number {
  return at + 12 * hour;
}

/** Each contact settles what the same colleague had agreed before, and may agree something new. They are reminded that morning. */
export async function keepNextStep(
  tx: Tx,
  {
    client,
    person,
    next,
    since,
  }: { readonly client: string; readonly person: string; readonly next: Next | undefined; readonly since: number },
  now: number,
): Promise<void> {
  const members = await membersOf(tx.db, client);
  const before = await nextStepOf(tx.db, members, person);
  // A contact that is told late does not settle what was agreed after it.
  if (before && before.since > since) return;
  if (before) await deleteNextStep(tx.db, members, person);
  if (!next) return;
  const root = members[0] ?? client;
  await saveNextStep(tx.db, { client_id: root, person_id: person, step: next.step, at: next.at, since });
  const morning = next.at - 3 * hour;
  if (morning > now) await dueAt(tx, { kind: 'contact.next-step', key: `${root}/${person}`, at: morning });
}

/** The morning has come: whoever agreed it is reminded, if it still stands. */
export async function remindOfStep(tx: Tx, { key, at }: { key: string; at: number }, now: number): Promise<void> {
  const [client = '', person = ''] = key.split('/');
  const step = await nextStepOf(tx.db, await membersOf(tx.db, client), person);
  if (!step || step.at - 3 * hour !== at || !(await clientById(tx.db, client))) return;
  await want(tx, { place: direct(person), kind: 'contact.next', subject: `next:${client}/${person}/${step.at}` }, now);
}
