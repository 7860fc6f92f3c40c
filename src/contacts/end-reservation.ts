import type { Tx } from '../../db/store.ts';
import type { Person } from '../chat/directory.ts';
import { behind, direct, want } from '../chat/want.ts';
import { clientSubject } from '../clients/client.ts';
import { append } from '../ledger/append.ts';
import { endReservation, readReservation } from './store.ts';

/** Somebody did not contact the client after all; what was not theirs stays. */
export async function dropReservation(tx: Tx, who: Person, client: string, now: number): Promise<void> {
  const row = await readReservation(tx.db, client);
  if (row?.person_id !== who.id || !(await endReservation(tx.db, row))) return;
  await append(tx, { stream: client, client, kind: 'contact.dropped', actor: who.id }, now);
  await behind(tx, clientSubject(client));
}

/** Fifteen minutes are over and nobody said what came of it: the client is free, and whoever had it is asked once. */
export async function expireReservation(tx: Tx, client: string, until: number, now: number): Promise<void> {
  const row = await readReservation(tx.db, client);
  if (row?.until !== until || !(await endReservation(tx.db, row))) return;
  const { person_id: person, channel, lead, since } = row;
  const about = { ...(lead === null ? {} : { lead }), detail: { channel, since } };
  await append(tx, { stream: client, client, kind: 'contact.unclosed', actor: person, ...about }, now);
  await behind(tx, clientSubject(client));
  const subject = `unclosed:${client}/${lead ?? 0}/${channel}/${since}`;
  await want(tx, { place: direct(person), kind: 'contact.ask-outcome', subject }, now);
}
