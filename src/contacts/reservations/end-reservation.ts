import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { direct, want } from '../../chat/want.ts';
import { clientChanged } from '../../clients/client-changed.ts';
import { clientById, membersOf } from '../../clients/store.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import type { Contact } from './contact.ts';
import { endReservation, reservationBy, reservationsOf } from './store.ts';

/** Somebody did not contact the client after all. Refuses where they were not at it: `contact.not-yours`. */
export async function dropReservation(tx: Tx, who: Person, client: string, now: number): Promise<undefined | Refusal> {
  const row = await reservationBy(tx.db, await membersOf(tx.db, client), who.id);
  if (!row || !(await endReservation(tx.db, row))) return refuse('contact.not-yours');
  await tellDropped(tx, who, client, now);
  return undefined;
}

/** The same once the fifteen minutes are over: it answers the question what came of it. */
export async function sayNotMade(tx: Tx, who: Person, { client }: Contact, now: number): Promise<undefined | Refusal> {
  if (!(await clientById(tx.db, client))) return refuse('client.unknown');
  await tellDropped(tx, who, client, now);
  return undefined;
}

async function tellDropped(tx: Tx, who: Person, client: string, now: number): Promise<void> {
  await append(tx, { stream: client, client, kind: 'contact.dropped', actor: who.id }, now);
  await clientChanged(tx, client);
}

/** Fifteen minutes are over and nobody said what came of it: the client is free, and whoever had it is asked once. */
export async function expireReservation(tx: Tx, client: string, until: number, now: number): Promise<void> {
  const [row] = await reservationsOf(tx.db, [client]);
  if (row?.until !== until || !(await endReservation(tx.db, row))) return;
  const { person_id: person, channel, lead, since } = row;
  const about = { ...(lead === null ? {} : { lead }), detail: { channel, since } };
  await append(tx, { stream: client, client, kind: 'contact.unclosed', actor: person, ...about }, now);
  await clientChanged(tx, client);
  const subject = `unclosed:${client}/${lead ?? 0}/${channel}/${since}`;
  await want(tx, { place: direct(person), kind: 'contact.ask-outcome', subject }, now);
}
