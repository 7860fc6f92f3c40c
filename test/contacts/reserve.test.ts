import { expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import type { Person } from '../../src/chat/directory.ts';
import { askWhether } from '../../src/clients/judgements/ask-whether.ts';
import { pairOf } from '../../src/clients/judgements/judgement.ts';
import { mergeClients } from '../../src/clients/judgements/merge-clients.ts';
import { judgementOf } from '../../src/clients/judgements/store.ts';
import { posts } from '../../src/contacts/posts.ts';
import { clearClient } from '../../src/contacts/read-facts.ts';
import { dropReservation, expireReservation, sayNotMade } from '../../src/contacts/reservations/end-reservation.ts';
import { reserveClient, reservedFor } from '../../src/contacts/reservations/reserve-client.ts';
import { reservationsOf } from '../../src/contacts/reservations/store.ts';
import { logOutcome } from '../../src/contacts/touches/log-outcome.ts';
import { logTouch } from '../../src/contacts/touches/log-touch.ts';
import { hour, minute } from '../../src/kernel/clock.ts';
import { claimLead } from '../../src/leads/claim-lead.ts';
import { historyOfStreams } from '../../src/ledger/read.ts';
import { sayer } from '../../src/words/say.ts';
import { onBothEngines } from '../support/engines.ts';
import { people } from '../support/people.ts';
import { inSize } from '../support/size.ts';
import { newLead } from '../support/story.ts';

const kindsOf = async (store: Store, client: string): Promise<string[]> =>
  (await historyOfStreams(store.read, [client], 100)).map(({ kind }) => kind).reverse();

onBothEngines((engine) => {
  it('lets 200 reps reserve the same 50 clients at once, and never two of them one client', async () => {
    const store = await engine.open();
    const reps = await people(store, ...Array.from({ length: 200 }, (_, index) => `rep${index}`));
    const clients: string[] = [];
    for (let index = 0; index < 50; index += 1) clients.push((await newLead(store, `c${index}@example.com`)).client);
    const rounds = inSize({ small: 4, long: 100 });
    for (let round = 0; round < rounds; round += 1) {
      const now = 1_000 + round * hour;
      const asked = reps.map(async (rep, index) => {
        const client = clients[index % clients.length] ?? '';
        const given = await store.write((tx) =>
          reserveClient(tx, rep, { client, lead: undefined, channel: 'call' }, { why: 'race' }, now),
        );
        return 'until' in given ? { rep: rep.id, client } : undefined;
      });
      const winners = (await Promise.all(asked)).flatMap((given) => given ?? []);
      expect(winners).toHaveLength(clients.length);
      expect(new Set(winners.map(({ client }) => client)).size).toBe(clients.length);
      for (const { rep, client } of winners)
        expect((await reservationsOf(store.read, [client])).map(({ person_id }) => person_id)).toEqual([rep]);
    }
  });

  it('warns of the owner in amber, and goes on when told to', async () => {
    const store = await engine.open();
    const [anna, boris] = await people(store, 'anna', 'boris');
    if (!anna || !boris) throw new Error('nobody');
    const { number, client } = await newLead(store);
    await store.write((tx) => claimLead(tx, anna, { number }, 10));
    const contact = { client, lead: number, channel: 'call' } as const;
    const first = await store.write((tx) => reserveClient(tx, boris, contact, {}, 20));
    expect(
      'warned' in first && [first.warned.light, first.warned.reasons.map(({ code, who }) => [code, who.name])],
    ).toEqual(['amber', [['held', 'anna']]]);
    const second = await store.write((tx) => reserveClient(tx, boris, contact, { on: true }, 30));
    expect(second).toEqual({ until: 30 + reservedFor });
    expect(await kindsOf(store, client)).toEqual([
      'lead.arrived',
      'lead.claimed',
      'contact.warned',
      'contact.overridden',
      'contact.reserved',
    ]);
    // Now Boris is at it: nobody else gets through, with whatever reason.
    const third = await store.write((tx) => reserveClient(tx, anna, contact, { why: 'it is mine' }, 40));
    expect('warned' in third && third.warned.reasons.map(({ code }) => code)).toEqual(['reserved']);
  });

  it('warns whoever comes second, though their clock be behind, and waits for nobody', async () => {
    const store = await engine.open();
    const [anna, boris] = await people(store, 'anna', 'boris');
    if (!anna || !boris) throw new Error('nobody');
    const { client } = await newLead(store);
    const contact = { client, lead: undefined, channel: 'call' } as const;
    await store.write((tx) => reserveClient(tx, anna, contact, {}, 10 * hour));
    const second = await store.write((tx) => reserveClient(tx, boris, contact, { why: 'race' }, 10 * hour - 40));
    expect('warned' in second && second.warned.reasons.map(({ code }) => code)).toEqual(['reserved']);
    expect((await reservationsOf(store.read, [client])).map(({ person_id }) => person_id)).toEqual([anna.id]);
  });

  it('counts what nobody was warned of: an offer that is named only afterwards', async () => {
    const store = await engine.open();
    const [anna, boris] = await people(store, 'anna', 'boris');
    if (!anna || !boris) throw new Error('nobody');
    const { client } = await newLead(store);
    const touch = {
      client,
      lead: undefined,
      direction: 'out',
      note: undefined,
      outcome: 'reached',
      about: 'Pro plan',
    } as const;
    const told = async (who: Person, at: number) => {
      const by = { ...touch, person: who.id, actor: who.id, channel: 'call', at } as const;
      if (who === boris) await store.write((tx) => logTouch(tx, by, at));
      else await store.write((tx) => logOutcome(tx, by, at));
      const [row] = await historyOfStreams(store.read, [client], 1, { kinds: ['contact.touched'] });
      return [row?.detail.light, row?.detail.reasons];
    };
    await told(boris, hour);
    const contact = { client, lead: undefined, channel: 'call' } as const;
    const days = 10 * 24 * hour;
    expect('until' in (await store.write((tx) => reserveClient(tx, anna, contact, {}, days)))).toBe(true);
    expect(await told(anna, days + minute)).toEqual(['red', 'same-offer']);
    // Who was warned of it before, and gave a reason, is no near miss; an announcement of last week is none any more.
    const again = days + 4 * 24 * hour;
    await store.write((tx) => reserveClient(tx, anna, { ...contact }, {}, again));
    expect(await told(anna, again + 2 * 24 * hour)).toEqual(['red', 'same-offer']);
  });

  it('wants a reason where somebody has just called', async () => {
    const store = await engine.open();
    const [anna, boris] = await people(store, 'anna', 'boris');
    if (!anna || !boris) throw new Error('nobody');
    const { client } = await newLead(store);
    const touch = { client, lead: undefined, direction: 'out', note: undefined, outcome: 'reached' } as const;
    await store.write((tx) =>
      logTouch(tx, { ...touch, person: anna.id, actor: anna.id, channel: 'call', about: 'Pro plan', at: 100 }, 100),
    );
    const contact = { client, lead: undefined, channel: 'call' } as const;
    const warned = await store.write((tx) => reserveClient(tx, boris, contact, { on: true }, hour));
    expect('warned' in warned && warned.warned).toMatchObject({
      light: 'red',
      reasons: [{ code: 'touched', who: { name: 'anna' }, about: 'Pro plan', channel: 'call' }],
    });
    // By mail it is amber, and for Anna herself it is green.
    expect((await clearClient(store.read, client, { channel: 'email', actor: boris.id }, hour)).light).toBe('amber');
    expect((await clearClient(store.read, client, { channel: 'call', actor: anna.id }, hour)).light).toBe('green');
    const why = 'They asked me to call back';
    expect(await store.write((tx) => reserveClient(tx, boris, contact, { why }, hour))).toEqual({
      until: hour + reservedFor,
    });
    const rows = await historyOfStreams(store.read, [client], 10);
    expect(rows.find(({ kind }) => kind === 'contact.overridden')?.words).toEqual({ why });
  });

  it('tells whoever has a client that somebody contacted them against a red warning, and why', async () => {
    const store = await engine.open();
    const [anna, boris] = await people(store, 'anna', 'boris');
    if (!anna || !boris) throw new Error('nobody');
    const { client, number } = await newLead(store);
    await store.write((tx) => claimLead(tx, anna, { number }, 5));
    const touch = { client, lead: number, direction: 'out', note: undefined, outcome: 'reached' } as const;
    await store.write((tx) =>
      logTouch(tx, { ...touch, person: anna.id, actor: anna.id, channel: 'call', about: 'Pro plan', at: 100 }, 100),
    );
    const contact = { client, lead: undefined, channel: 'call' } as const;
    const notices = () => store.read.selectFrom('post').selectAll().where('kind', '=', 'contact.tell-owner').execute();
    expect('warned' in (await store.write((tx) => reserveClient(tx, boris, contact, { on: true }, hour)))).toBe(true);
    expect(await notices()).toEqual([]);
    await store.write((tx) => reserveClient(tx, boris, contact, { why: 'They rang me' }, hour));
    const [notice, ...more] = await notices();
    expect([notice?.place, more]).toEqual([`direct:${anna.id}`, []]);
    const shown = await posts['contact.tell-owner']?.(store.read, notice?.subject ?? '', hour, notice?.place ?? '');
    const card = JSON.stringify(shown?.card(sayer('en', 'UTC')));
    for (const words of ['boris', 'They rang me']) expect(card).toContain(words);
  });

  it('ends a reservation by a touch, and otherwise after fifteen minutes, with one question', async () => {
    const store = await engine.open();
    const [anna, boris] = await people(store, 'anna', 'boris');
    if (!anna || !boris) throw new Error('nobody');
    const { client } = await newLead(store);
    const contact = { client, lead: undefined, channel: 'email' } as const;
    await store.write((tx) => reserveClient(tx, anna, contact, {}, 10));
    const touch = { client, lead: undefined, direction: 'out', note: undefined, about: undefined } as const;
    await store.write((tx) =>
      logTouch(tx, { ...touch, person: anna.id, actor: anna.id, channel: 'email', outcome: 'sent', at: 20 }, 20),
    );
    expect(await reservationsOf(store.read, [client])).toEqual([]);
    await store.write((tx) => expireReservation(tx, client, 10 + reservedFor, 10 + reservedFor));

    const other = (await newLead(store, 'other@example.com')).client;
    const given = await store.write((tx) => reserveClient(tx, boris, { ...contact, client: other }, {}, 10));
    const until = 'until' in given ? given.until : 0;
    await store.write((tx) => expireReservation(tx, other, until, until));
    await store.write((tx) => expireReservation(tx, other, until, until + minute));
    expect(await kindsOf(store, other)).toEqual(['lead.arrived', 'contact.reserved', 'contact.unclosed']);
    const asked = await store.read
      .selectFrom('post')
      .select('place')
      .where('kind', '=', 'contact.ask-outcome')
      .execute();
    expect(asked).toEqual([{ place: `direct:${boris.id}` }]);
  });

  it('is settled for whoever did not make the contact, though the client was merged meanwhile', async () => {
    const store = await engine.open();
    const [anna] = await people(store, 'anna');
    if (!anna) throw new Error('nobody');
    const [old, young] = [await newLead(store, 'old@example.com'), await newLead(store, 'young@example.com')];
    const contact = { client: young.client, lead: young.number, channel: 'call' } as const;
    const given = await store.write((tx) => reserveClient(tx, anna, contact, {}, 3));
    const until = 'until' in given ? given.until : 0;
    await store.write((tx) => askWhether(tx, old.client, [{ client: young.client, bits: 3, evidence: [] }], 4));
    const question = (await judgementOf(store.read, pairOf(old.client, young.client)))?.id ?? '';
    await store.write((tx) => mergeClients(tx, anna, question, false, 5));
    await store.write((tx) => expireReservation(tx, young.client, until, until));
    const ask = await store.read.selectFrom('post').selectAll().where('kind', '=', 'contact.ask-outcome').execute();
    const settledNow = async () => {
      const shown = await posts['contact.ask-outcome']?.(store.read, ask[0]?.subject ?? '', until, ask[0]?.place ?? '');
      return !JSON.stringify(shown?.card(sayer('en', 'UTC'))).includes('contact.not-made');
    };
    expect(await settledNow()).toBe(false);
    await store.write((tx) => sayNotMade(tx, anna, contact, until + 1));
    expect(await settledNow()).toBe(true);
  });

  it('is red for whoever asked not to be contacted, until somebody lifts it', async () => {
    const store = await engine.open();
    const [anna] = await people(store, 'anna');
    if (!anna) throw new Error('nobody');
    const { client } = await newLead(store);
    const touch = { client, lead: undefined, direction: 'out', note: undefined, about: undefined } as const;
    await store.write((tx) =>
      logTouch(tx, { ...touch, person: anna.id, actor: anna.id, channel: 'call', outcome: 'stop', at: 20 }, 20),
    );
    const clearance = await clearClient(store.read, client, { channel: 'email', actor: anna.id }, 30);
    expect([clearance.light, clearance.reasons.map(({ code }) => code)]).toEqual(['red', ['stopped']]);
  });

  it('is not ended by a touch that was not made under it', async () => {
    const store = await engine.open();
    const [anna] = await people(store, 'anna');
    if (!anna) throw new Error('nobody');
    const { client } = await newLead(store);
    const contact = { client, lead: undefined, channel: 'call' } as const;
    await store.write((tx) => reserveClient(tx, anna, contact, {}, 10 * hour));
    const touch = { client, lead: undefined, person: anna.id, actor: 'source:pbx', outcome: undefined } as const;
    const more = { about: undefined, note: undefined } as const;
    const log = (direction: 'in' | 'out', at: number) =>
      store.write((tx) => logTouch(tx, { ...touch, ...more, channel: 'call', direction, at }, 10 * hour + 1));
    await log('in', 10 * hour + 1);
    await log('out', hour);
    expect((await reservationsOf(store.read, [client])).map(({ person_id }) => person_id)).toEqual([anna.id]);
    await log('out', 10 * hour + 1);
    expect(await reservationsOf(store.read, [client])).toEqual([]);
  });

  it('judges a touch by what was known when it was made', async () => {
    const store = await engine.open();
    const [anna, boris] = await people(store, 'anna', 'boris');
    if (!anna || !boris) throw new Error('nobody');
    const { client } = await newLead(store);
    const touch = { client, lead: undefined, channel: 'call', direction: 'out', outcome: 'reached' } as const;
    const more = { about: undefined, note: undefined } as const;
    const log = (who: string, at: number, now: number) =>
      store.write((tx) => logTouch(tx, { ...touch, ...more, person: who, actor: who, at }, now));
    await log(boris.id, 10 * hour, 10 * hour);
    expect((await log(anna.id, 9 * hour, 11 * hour)).light).toBe('green');
    expect((await log(anna.id, 10 * hour + 1, 11 * hour)).light).toBe('red');
  });

  it('refuses to drop what somebody else has', async () => {
    const store = await engine.open();
    const [anna, boris] = await people(store, 'anna', 'boris');
    if (!anna || !boris) throw new Error('nobody');
    const { client } = await newLead(store);
    await store.write((tx) => reserveClient(tx, anna, { client, lead: undefined, channel: 'call' }, {}, 10));
    const drop = (who: typeof anna) => store.write((tx) => dropReservation(tx, who, client, 20));
    expect(await drop(boris)).toMatchObject({ refused: 'contact.not-yours' });
    expect(await drop(anna)).toBeUndefined();
  });
});
