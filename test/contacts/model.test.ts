import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import type { Person } from '../../src/chat/directory.ts';
import { askWhether } from '../../src/clients/judgements/ask-whether.ts';
import { pairOf } from '../../src/clients/judgements/judgement.ts';
import { keepApart, mergeClients } from '../../src/clients/judgements/merge-clients.ts';
import { judgementOf } from '../../src/clients/judgements/store.ts';
import { membersOf } from '../../src/clients/store.ts';
import { clearClient } from '../../src/contacts/read-facts.ts';
import { currentReservation } from '../../src/contacts/reservations/current-reservation.ts';
import { dropReservation, expireReservation, sayNotMade } from '../../src/contacts/reservations/end-reservation.ts';
import { letBe } from '../../src/contacts/reservations/let-be.ts';
import { reserveClient } from '../../src/contacts/reservations/reserve-client.ts';
import { reservationsOf } from '../../src/contacts/reservations/store.ts';
import { logOutcome } from '../../src/contacts/touches/log-outcome.ts';
import { logTouch } from '../../src/contacts/touches/log-touch.ts';
import { day, hour, minute } from '../../src/kernel/clock.ts';
import { claimLead } from '../../src/leads/claim-lead.ts';
import { releaseLead } from '../../src/leads/release-lead.ts';
import { moveLead } from '../../src/leads/stages/move-lead.ts';
import { historyOfStreams } from '../../src/ledger/read.ts';
import { agendaKinds, agendaOf } from '../../src/meetings/agenda.ts';
import { onBothEngines } from '../support/engines.ts';
import { people } from '../support/people.ts';
import { inSize } from '../support/size.ts';
import { newLead } from '../support/story.ts';

const start = Date.parse('2026-11-25T09:00:00Z');

/** One company: three colleagues, three clients with a lead each, and what the model knows of who may contact whom. */
type World = {
  readonly store: Store;
  readonly colleagues: readonly Person[];
  readonly leads: readonly { number: number; client: string }[];
  now: number;
  /** Announced contacts that were let through, by colleague and client: over which light, and with which reason. */
  readonly through: { person: string; client: string; channel: string; light: string; why: string | undefined }[];
  /** What was told afterwards over a light that was not green. */
  unasked: number;
};

const who = fc.nat({ max: 2 });
const whom = fc.nat({ max: 2 });
const channel = fc.constantFrom('call', 'email');
const command = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('reserve'),
      who,
      whom,
      channel,
      insist: fc.constantFrom('none', 'on', 'why'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('outcome'),
      who,
      whom,
      channel,
      outcome: fc.constantFrom('reached', 'no-answer', 'stop', 'stop-here'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('tell'), who, whom, channel, direction: fc.constantFrom('in', 'out') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('drop', 'not-made', 'let-be', 'claim', 'release', 'negotiate'),
      who,
      whom,
      channel,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('merge', 'part'), whom, with: whom }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait'),
      ms: fc.constantFrom(minute, 16 * minute, 2 * hour, 2 * day, 8 * day),
    }),
  },
);
type Command = {
  readonly do: string;
  readonly who?: number;
  readonly whom?: number;
  readonly with?: number;
  readonly channel?: string;
  readonly insist?: string;
  readonly outcome?: string;
  readonly direction?: string;
  readonly ms?: number;
};

async function run(world: World, asked: Command): Promise<void> {
  const { store, colleagues, leads, now } = world;
  const person = colleagues[asked.who ?? 0] as Person;
  const { client, number } = leads[asked.whom ?? 0] as World['leads'][number];
  const contact = { client, lead: undefined, channel: asked.channel === 'email' ? 'email' : 'call' } as const;
  const by = {
    client,
    lead: undefined,
    person: person.id,
    actor: person.id,
    about: undefined,
    note: undefined,
    at: now,
  };
  switch (asked.do) {
    case 'wait':
      world.now += asked.ms ?? 0;
      for (const row of await reservationsOf(
        store.read,
        leads.map((each) => each.client),
      ))
        if (row.until <= world.now)
          await store.write((tx) => expireReservation(tx, row.client_id, row.until, world.now));
      return;
    case 'reserve':
      return reserve(world, person, contact, asked.insist ?? 'none');
    case 'outcome':
      return outcome(world, person, { ...by, channel: contact.channel, direction: 'out', outcome: asked.outcome });
    case 'tell': {
      const direction = asked.direction === 'in' ? 'in' : 'out';
      const logged = await store.write((tx) =>
        logTouch(tx, { ...by, channel: contact.channel, direction, outcome: 'reached' }, now),
      );
      if (logged.light !== 'green') world.unasked += 1;
      return;
    }
    case 'drop':
      return void (await store.write((tx) => dropReservation(tx, person, client, now)));
    case 'not-made':
      return void (await store.write((tx) => sayNotMade(tx, person, contact, now)));
    case 'let-be':
      return store.write((tx) => letBe(tx, person, contact, now));
    case 'claim':
      return void (await store.write((tx) => claimLead(tx, person, { number }, now)));
    case 'release':
      return void (await store.write((tx) => releaseLead(tx, person, { number, reason: 'other' }, now)));
    case 'negotiate':
      return void (await store.write((tx) =>
        moveLead(tx, person, { number, stage: 'negotiating', fields: { need: 'a demo', decides: 'the CFO' } }, now),
      ));
    default:
      return joinOrPart(world, asked.do === 'merge', client, leads[asked.with ?? 0]?.client ?? client);
  }
}

async function reserve(world: World, person: Person, contact: Parameters<typeof reserveClient>[2], insist: string) {
  const { store, now, through } = world;
  const { client, channel: by } = contact;
  const before = await clearClient(store.read, client, { channel: by, actor: person.id }, now);
  const held = await currentReservation(store.read, client, now);
  const why = insist === 'why' ? 'They asked for it' : undefined;
  const insistence = { ...(insist === 'on' ? { on: true as const } : {}), ...(why ? { why } : {}) };
  // Pressing twice is reserving once.
  const mine = (await reservationsOf(store.read, await membersOf(store.read, client))).some(
    (row) => row.person_id === person.id && row.channel === by && now < row.until,
  );
  const given = await store.write((tx) => reserveClient(tx, person, contact, insistence, now));
  // Nobody gets through while somebody else is at it, nor over red without a reason.
  const mayNot =
    !mine &&
    ((held && held.who.id !== person.id) ||
      (before.light === 'red' && !why) ||
      (before.light === 'amber' && insist === 'none'));
  expect('warned' in given, JSON.stringify({ before, held, insist })).toBe(Boolean(mayNot));
  if ('until' in given && !mine) through.push({ person: person.id, client, channel: by, light: before.light, why });
}

async function joinOrPart({ store, colleagues, now }: World, join: boolean, one: string, other: string): Promise<void> {
  const [person] = colleagues;
  if (!person || one === other) return;
  if (join) await store.write((tx) => askWhether(tx, one, [{ client: other, bits: 3, evidence: [] }], now));
  const question = (await judgementOf(store.read, pairOf(one, other)))?.id ?? '';
  await store.write((tx) =>
    join ? mergeClients(tx, person, question, false, now) : keepApart(tx, person, question, now),
  );
}

/** What somebody says came of a contact: over a red light only after a reservation that had a reason, or else it counts. */
async function outcome(world: World, person: Person, touch: Parameters<typeof logOutcome>[1]): Promise<void> {
  const { store, now, through } = world;
  const { client, channel: by } = touch;
  const { light } = await clearClient(store.read, client, { channel: by, actor: person.id }, now);
  await store.write((tx) => logOutcome(tx, touch, now));
  const [row] = await historyOfStreams(store.read, [client], 1, { kinds: ['contact.touched'] });
  if (row?.detail.light !== 'green') world.unasked += 1;
  if (light !== 'red' || row?.detail.light !== 'green') return;
  const members = await membersOf(store.read, client);
  const allowed = through.filter(
    (each) => each.person === person.id && members.includes(each.client) && each.channel === by,
  );
  expect(allowed.length).toBeGreaterThan(0);
  for (const each of allowed) if (each.light === 'red') expect(each.why).toBeTruthy();
}

async function holds({ store, leads, now, unasked }: World): Promise<void> {
  for (const { client } of leads) {
    const members = await membersOf(store.read, client);
    const active = (await reservationsOf(store.read, members)).filter(({ until }) => until > now);
    // Records that were made one while two colleagues were at them: whoever came first has the client.
    const holder = await currentReservation(store.read, client, now);
    expect(holder?.who.id).toBe(active[0]?.person_id);
  }
  const rows = (await Promise.all(leads.map(({ client }) => historyOfStreams(store.read, [client], 1_000)))).flat();
  const near = agendaOf(
    rows.filter(({ kind }) => (agendaKinds as readonly string[]).includes(kind)),
    { free: 0, longest: undefined },
  );
  expect(near.nearMisses.unasked).toBe(unasked);
}

onBothEngines((engine) => {
  it('lets no two hold a client, and nobody contact one over red without a reason, whatever they do (property)', async () => {
    const store = await engine.open();
    const colleagues = await people(store, 'anna', 'boris', 'clara');
    let [round, now] = [0, start];
    const runs = engine.name === 'SQLite' ? inSize({ small: 60, long: 1_500 }) : inSize({ small: 10, long: 150 });
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 25 }), async (commands) => {
        round += 1;
        const leads: World['leads'][number][] = [];
        for (const index of [0, 1, 2]) leads.push(await newLead(store, `c${round}-${index}@example.com`, now));
        const world: World = { store, colleagues, leads, now, through: [], unasked: 0 };
        for (const each of commands) {
          await run(world, each);
          await holds(world);
        }
        now = world.now;
      }),
      { numRuns: runs },
    );
  });
});
