import type { Db } from '../../db/schema.ts';
import { standingsOf } from '../clients/standing.ts';
import { membersOf } from '../clients/store.ts';
import { namesOf } from '../team/store.ts';
import type { Channel } from './channels.ts';
import { type Clearance, clear, type Facts, longestCoolOff, type Named } from './clearance.ts';
import { readReservation, readStop, touchesSince } from './store.ts';

/** What is known of a client at the moment before a contact. */
export async function readFacts(db: Db, client: string, now: number): Promise<Facts> {
  const members = await membersOf(db, client);
  const reservation = await readReservation(db, members);
  const stop = await readStop(db, members);
  const touches = await touchesSince(db, members, now - longestCoolOff);
  const standings = await standingsOf(db, members);
  const people = [reservation?.person_id, stop?.person_id, ...touches.map(({ person_id }) => person_id)];
  const names = await namesOf(
    db,
    people.flatMap((id) => id ?? []),
  );
  const named = (id: string | null, otherwise = '?'): Named =>
    id === null ? { id: otherwise, name: otherwise.replace(/^source:/, '') } : { id, name: names.get(id) ?? '?' };
  return {
    stop: stop && { by: named(stop.person_id, stop.actor), at: stop.since },
    reservation: reservation && {
      who: named(reservation.person_id),
      channel: reservation.channel as Channel,
      since: reservation.since,
      until: reservation.until,
    },
    holders: standings.flatMap(({ lead, owner, since }) => (owner ? [{ lead, who: owner, since }] : [])),
    touches: touches.map(({ person_id, actor, channel, outcome, about, at }) => ({
      who: named(person_id, actor),
      channel,
      outcome,
      about,
      at,
    })),
  };
}

/** May this person contact this client now? Behind the buttons, the command and the API. */
export async function clearClient(
  db: Db,
  client: string,
  channel: Channel,
  actor: string,
  now: number,
): Promise<Clearance> {
  return clear(await readFacts(db, client, now), channel, actor, now);
}
