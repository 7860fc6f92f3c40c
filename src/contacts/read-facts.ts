import type { Db } from '../../db/schema.ts';
import { openQuestions } from '../clients/judgements/read-question.ts';
import { judgementsOf } from '../clients/judgements/store.ts';
import { phonesOf } from '../clients/key-store.ts';
import { zonesOfPhone } from '../clients/matching/phone-zones.ts';
import { standingsOf } from '../clients/standing.ts';
import { employersOf, membersOf, membersOfAll } from '../clients/store.ts';
import { day } from '../kernel/clock.ts';
import { namesOf } from '../team/store.ts';
import { type Channel, heard } from './channels.ts';
import { type Clearance, clear } from './clearance/clear.ts';
import { type Facts, type Holding, type Named, nothingKnown, type Touched } from './clearance/facts.ts';
import { foldOffer } from './clearance/offer.ts';
import { offersNamed } from './offers/store.ts';
import { holdingAt, reservationsOf } from './reservations/store.ts';
import { rulesInForce } from './rules/store.ts';
import { endOf } from './touches/next-step.ts';
import { nextStepsOf } from './touches/next-step-store.ts';
import { stopsOf } from './touches/stop-store.ts';
import { cameBefore, proposedAt, type TouchRow, touchesSince } from './touches/store.ts';

/** No touch that is older than this matters. */
const longest = 30 * day;
/** A client who may be one of many is no warning of any. */
const mostDoubles = 3;

/** What the facts are for: an offer, if one is meant; and the ways of contacting. */
export type For = { readonly offer?: string | undefined; readonly channels: readonly Channel[] };

/** What is known of clients at the moment before a contact, each by the id that was asked for; nobody's is left out. */
export async function readFacts(
  db: Db,
  clients: readonly string[],
  { offer, channels }: For,
  now: number,
): Promise<Map<string, Facts>> {
  const members = await membersOfAll(db, clients);
  const ids = [...new Set([...members.values()].flat())];
  if (ids.length === 0) return new Map();
  const rootOf = new Map([...members.values()].flatMap((mine) => mine.map((id) => [id, mine[0] ?? id] as const)));
  const byRoot = <Row extends { readonly client_id: string }>(rows: readonly Row[]): Map<string, Row[]> =>
    Map.groupBy(rows, ({ client_id }) => rootOf.get(client_id) ?? client_id);

  // None of these waits for another: on Postgres they share their ways there and back.
  const sounds = channels.some((channel) => heard.includes(channel));
  const [reservations, stops, steps, touches, standing, numbers, doubles, around] = await Promise.all([
    reservationsOf(db, ids),
    stopsOf(db, ids),
    nextStepsOf(db, ids, now - day / 2),
    touchesSince(db, ids, now - longest),
    standingsOf(db, ids),
    sounds ? phonesOf(db, ids) : [],
    doublesOf(db, members),
    offer === undefined ? undefined : readAround(db, ids, now),
  ]);
  const standings = byRoot(standing.map((each) => ({ ...each, client_id: each.client })));
  const phones = byRoot(numbers);
  const [naming, meant] = await Promise.all([
    namer(db, [reservations, stops, steps, touches, around?.proposed ?? []].flat()),
    offer === undefined || !around ? undefined : readOffer(db, { offer, touches, around }, now),
  ]);
  const touched = ({ person_id, actor, channel, outcome, about, at }: TouchRow): Touched => ({
    who: naming(person_id, actor),
    channel,
    outcome,
    about,
    at,
  });
  const [reservationsBy, stopsBy] = [byRoot(reservations), byRoot(stops)];
  const [stepsBy, touchesBy] = [byRoot(steps), byRoot(touches)];

  const factsOf = (mine: readonly string[]): Facts => {
    const [root = ''] = mine;
    const reservation = holdingAt(reservationsBy.get(root) ?? [], now);
    return {
      reservation: reservation && {
        who: naming(reservation.person_id),
        channel: reservation.channel as Channel,
        since: reservation.since,
        until: reservation.until,
      },
      stops: (stopsBy.get(root) ?? []).map((stop) => ({
        channel: stop.channel,
        by: naming(stop.person_id, stop.actor),
        at: stop.since,
      })),
      agreed: (stepsBy.get(root) ?? []).map(({ person_id, step, at, since }) => ({
        who: naming(person_id),
        about: step,
        at: since,
        on: at,
        until: endOf(at),
      })),
      holders: holdingsIn(standings.get(root) ?? []),
      doubles: doubles.get(root) ?? [],
      touches: (touchesBy.get(root) ?? []).map(touched),
      zones: [...new Set((phones.get(root) ?? []).flatMap(({ value }) => zonesOfPhone(value)))],
      ...(meant ? meant.factsOf(mine, touched) : noOffer),
    };
  };
  const facts = new Map<string, Facts>();
  for (const mine of members.values()) if (!facts.has(mine[0] ?? '')) facts.set(mine[0] ?? '', factsOf(mine));
  return new Map([...members].map(([id, [root = '']]) => [id, facts.get(root) ?? nothingKnown]));
}

const { came, proposedThere, families, offerOver } = nothingKnown;
const noOffer = { came, proposedThere, families, offerOver };

type Around = Awaited<ReturnType<typeof readAround>>;

/** What only matters where an offer is meant, whichever it is: what was proposed around a client, and who came to us. */
async function readAround(db: Db, ids: readonly string[], now: number) {
  const [around, knew] = await Promise.all([proposedAround(db, ids, now), cameBefore(db, ids)]);
  return { ...around, knew };
}

async function proposedAround(db: Db, ids: readonly string[], now: number) {
  const employers = await employersOf(db, ids);
  const accountOf = new Map(employers.map(({ id, account }) => [id, account]));
  return { accountOf, proposed: await proposedAt(db, [...new Set(accountOf.values())], now - longest) };
}

/** What is known of an offer: its family, until when it runs, and what it meets around a client. */
async function readOffer(
  db: Db,
  { offer, touches, around }: { offer: string; touches: readonly TouchRow[]; around: Around },
  now: number,
) {
  const { accountOf, knew, proposed } = around;
  const atAccount = Map.groupBy(proposed, ({ account }) => account);
  const names = [offer, ...[...touches, ...proposed].flatMap(({ about }) => about ?? [])];
  const offers = await offersNamed(db, [...new Set(names.map(foldOffer))]);
  const families = new Map(offers.flatMap(({ name_key, family_key }) => (family_key ? [[name_key, family_key]] : [])));
  const until = offers.find(({ name_key }) => name_key === foldOffer(offer))?.until ?? undefined;
  return {
    factsOf: (mine: readonly string[], touched: (row: TouchRow) => Touched) => ({
      came: mine.some((id) => knew.has(id)),
      proposedThere: [...new Set(mine.flatMap((id) => accountOf.get(id) ?? []))]
        .flatMap((account) => atAccount.get(account) ?? [])
        .filter(({ client_id }) => !mine.includes(client_id))
        .map(touched),
      families,
      offerOver: until !== undefined && until <= now ? until : undefined,
    }),
  };
}

type Acted = { readonly person_id: string | null };

/** Names whoever acted: a colleague, or a program by what it calls itself. */
async function namer(db: Db, rows: readonly Acted[]): Promise<(id: string | null, actor?: string) => Named> {
  const names = await namesOf(db, [...new Set(rows.flatMap(({ person_id }) => person_id ?? []))]);
  return (id, actor = '?') =>
    id === null ? { id: actor, name: actor.replace(/^source:/, '') } : { id, name: names.get(id) ?? '?' };
}

type Standings = Awaited<ReturnType<typeof standingsOf>>;

function holdingsIn(standings: Standings): Holding[] {
  return standings.flatMap(({ lead, stage, owner, since }) => (owner ? [{ lead, stage, who: owner, since }] : []));
}

/** Who has the clients that each of some may be, by the root of each. */
async function doublesOf(db: Db, members: ReadonlyMap<string, readonly string[]>): Promise<Map<string, Holding[]>> {
  const asked = await judgementsOf(db, [...new Set([...members.values()].flat())], ['possible']);
  const found = new Map<string, Holding[]>();
  const unclear = new Set(asked.flatMap(({ pair }) => pair));
  for (const mine of members.values()) {
    const [root = ''] = mine;
    if (found.has(root) || !mine.some((id) => unclear.has(id))) continue;
    const questions = (await openQuestions(db, mine)).slice(0, mostDoubles);
    const all: Holding[] = [];
    for (const { other } of questions) all.push(...holdingsIn(await standingsOf(db, await membersOf(db, other.id))));
    found.set(root, all);
  }
  return found;
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
  const [{ values }, known] = await Promise.all([
    rulesInForce(db),
    readFacts(db, [client], { offer, channels: [channel] }, now),
  ]);
  return clear({ facts: known.get(client) ?? nothingKnown, channel, offer, actor, values, now });
}
