import type { Db } from '../../db/schema.ts';
import { openQuestions } from '../clients/judgements/read-question.ts';
import { standingsOf } from '../clients/standing.ts';
import { membersOf } from '../clients/store.ts';
import { day } from '../kernel/clock.ts';
import { namesOf } from '../team/store.ts';
import type { Channel } from './channels.ts';
import { type Clearance, clear } from './clearance/clear.ts';
import type { Facts, Holding, Named, Touched } from './clearance/facts.ts';
import { rulesInForce } from './rules/store.ts';
import { cameBefore, proposedAround, readReservation, readStop, type TouchRow, touchesSince } from './store.ts';

/** No touch that is older than this matters. */
const longest = 30 * day;
/** A client who may be one of many is no warning of any. */
const mostDoubles = 3;

/** What is known of a client at the moment before a contact. What only matters for an offer is read for one. */
export async function readFacts(db: Db, client: string, offer: string | undefined, now: number): Promise<Facts> {
  const members = await membersOf(db, client);
  const reservation = await readReservation(db, members);
  const stop = await readStop(db, members);
  const touches = await touchesSince(db, members, now - longest);
  const holders = await holdingsOf(db, members);
  const there = offer === undefined ? [] : await proposedAround(db, members, now - longest);
  const people = [reservation?.person_id, stop?.person_id, ...[...touches, ...there].map(({ person_id }) => person_id)];
  const names = await namesOf(
    db,
    people.flatMap((id) => id ?? []),
  );
  const named = (id: string | null, otherwise = '?'): Named =>
    id === null ? { id: otherwise, name: otherwise.replace(/^source:/, '') } : { id, name: names.get(id) ?? '?' };
  const toTouched = ({ person_id, actor, channel, outcome, about, at }: TouchRow): Touched => ({
    who: named(person_id, actor),
    channel,
    outcome,
    about,
    at,
  });
  return {
    stop: stop && { by: named(stop.person_id, stop.actor), at: stop.since },
    reservation: reservation && {
      who: named(reservation.person_id),
      channel: reservation.channel as Channel,
      since: reservation.since,
      until: reservation.until,
    },
    holders,
    doubles: await doublesOf(db, members),
    came: offer === undefined || (await cameBefore(db, members)),
    touches: touches.map(toTouched),
    proposedThere: there.map(toTouched),
  };
}

async function holdingsOf(db: Db, members: readonly string[]): Promise<Holding[]> {
  const standings = await standingsOf(db, members);
  return standings.flatMap(({ lead, stage, owner, since }) => (owner ? [{ lead, stage, who: owner, since }] : []));
}

/** Who has the clients that this one may be. */
async function doublesOf(db: Db, members: readonly string[]): Promise<Holding[]> {
  const questions = (await openQuestions(db, members)).slice(0, mostDoubles);
  const all = await Promise.all(questions.map(async ({ other }) => holdingsOf(db, await membersOf(db, other.id))));
  return all.flat();
}

/** A contact that is asked about: how, by whom (a person's id or `source:<name>`), and what it proposes, if anything. */
export type Wanted = { readonly channel: Channel; readonly actor: string; readonly offer?: string | undefined };

/** May this person contact this client now? Behind the buttons, the command and the API. */
export async function clearClient(
  db: Db,
  client: string,
  { channel, actor, offer }: Wanted,
  now: number,
): Promise<Clearance> {
  const { values } = await rulesInForce(db);
  return clear({ facts: await readFacts(db, client, offer, now), channel, offer, actor, values, now });
}
