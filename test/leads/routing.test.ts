import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import type { Person } from '../../src/chat/directory.ts';
import { isRefusal } from '../../src/kernel/refusal.ts';
import { claimLead } from '../../src/leads/claim-lead.ts';
import { heldBy } from '../../src/leads/hold.ts';
import { receiveLead } from '../../src/leads/receive-lead.ts';
import { releaseLead } from '../../src/leads/release-lead.ts';
import { type Candidate, decide, type Question } from '../../src/leads/routing/decide.ts';
import { sharesOf, wouldShare } from '../../src/leads/routing/dry-run.ts';
import { lastLeads } from '../../src/leads/routing/last-leads.ts';
import { endOffer, passOffer, pullQueue, routeAgain } from '../../src/leads/routing/pass-offer.ts';
import { type Mode, openToAll, type Routing, type Rule, routingName } from '../../src/leads/routing/rule.ts';
import { queuedLeads, receiptsOf, receiptsSince } from '../../src/leads/routing/store.ts';
import { loseLead } from '../../src/leads/stages/close-lead.ts';
import { readLead } from '../../src/leads/store.ts';
import { saveSetting } from '../../src/team/settings.ts';
import { onBothEngines } from '../support/engines.ts';
import { people } from '../support/people.ts';
import { inSize } from '../support/size.ts';

const monday = Date.parse('2026-11-23T10:00:00Z');
const minute = 60_000;
const base: Rule = { ...openToAll, name: 'all', people: [] };
const somebody: Candidate = {
  id: 'a',
  department: 'sales',
  weight: 100,
  cap: null,
  active: 0,
  works: true,
  away: false,
  left: false,
  languages: [],
  territories: [],
  credit: 0,
};
const ask: Question = {
  lead: { source: 'web', campaign: null, language: null, country: null, product: null, amount: null },
  owner: null,
  passed: [],
  people: [],
  now: monday,
};

/** Leads one after the other, each decided by what the one before it left. */
function run(rule: Rule, crowd: readonly Candidate[], count: number, there: (index: number, id: string) => boolean) {
  const credits = new Map<string, number>();
  const got = new Map<string, number>();
  const due = new Map<string, number>();
  for (let index = 0; index < count; index += 1) {
    const now = crowd.map((each) => ({ ...each, credit: credits.get(each.id) ?? 0, works: there(index, each.id) }));
    const routing = { rules: [rule], capsLiftedUntil: 0 };
    const decision = decide(routing, { ...ask, people: now });
    for (const [id, credit] of Object.entries(decision.credits)) credits.set(id, credit);
    const able = now.filter(({ works, weight }) => works && weight > 0);
    const total = able.reduce((sum, { weight }) => sum + weight, 0);
    for (const { id, weight } of able) due.set(id, (due.get(id) ?? 0) + weight / total);
    if (decision.chosen !== null) got.set(decision.chosen, (got.get(decision.chosen) ?? 0) + 1);
  }
  return { got, due };
}

describe('whose turn it is', () => {
  const crowd = [100, 100, 50, 200, 30].map((weight, index) => ({ ...somebody, id: `p${index}`, weight }));
  const rule: Rule = { ...base, mode: 'automatic' };

  it('gives everybody their share of 10,000 leads, to within a hundredth', () => {
    const { got, due } = run(rule, crowd, 10_000, () => true);
    for (const { id } of crowd)
      expect(Math.abs((got.get(id) ?? 0) - (due.get(id) ?? 0)) / (due.get(id) ?? 1)).toBeLessThan(0.01);
  });

  it('does so while people come and go, and floods nobody who comes back', () => {
    const there = (index: number, id: string): boolean => (Math.floor(index / 50) + Number(id.slice(1))) % 3 !== 0;
    const { got, due } = run(rule, crowd, 10_000, there);
    for (const { id } of crowd)
      expect(Math.abs((got.get(id) ?? 0) - (due.get(id) ?? 0)) / (due.get(id) ?? 1)).toBeLessThan(0.01);
    const back = run(rule, crowd, 200, (index, id) => id !== 'p3' || index >= 100);
    expect(back.got.get('p3')).toBeLessThanOrEqual(Math.ceil((100 * 200) / 480) + 1);
  });

  it('never chooses who is away, has left, is full, or speaks another language (property)', () => {
    const candidate = fc.record({
      weight: fc.constantFrom(0, 50, 100),
      cap: fc.constantFrom(null, 0, 5),
      active: fc.nat({ max: 8 }),
      works: fc.boolean(),
      away: fc.boolean(),
      left: fc.boolean(),
      languages: fc.constantFrom<string[][]>([], ['ru'], ['en', 'de']),
      territories: fc.constantFrom<string[][]>([], ['DE']),
      credit: fc.integer({ min: -500, max: 500 }),
      department: fc.constantFrom('sales' as const, 'marketing' as const),
    });
    const asked = fc.record({
      people: fc.array(candidate, { maxLength: 8 }),
      mode: fc.constantFrom<Mode>('open', 'cool-off', 'in-turn', 'automatic'),
      language: fc.constantFrom(null, 'ru', 'en'),
      country: fc.constantFrom(null, 'DE', 'FR'),
      owner: fc.constantFrom(null, 'p0', 'p7'),
      passed: fc.constantFrom<string[][]>([], ['p0'], ['p1', 'p2']),
    });
    fc.assert(
      fc.property(asked, ({ people: crowd, mode, language, country, owner, passed }) => {
        const named = crowd.map((each, index) => ({ ...each, id: `p${index}` }));
        const question = { ...ask, lead: { ...ask.lead, language, country }, owner, passed, people: named };
        const decision = decide({ rules: [{ ...base, mode }], capsLiftedUntil: 0 }, question);
        const chosen = named.find(({ id }) => id === decision.chosen);
        if (!chosen) return;
        expect([chosen.works, chosen.away, chosen.left, passed.includes(chosen.id)]).toEqual([
          true,
          false,
          false,
          false,
        ]);
        expect(chosen.cap === null || chosen.active < chosen.cap).toBe(true);
        if (decision.outcome === 'owner') {
          expect(chosen.id).toBe(owner);
          return;
        }
        expect(chosen.department).toBe('sales');
        expect(language === null || chosen.languages.length === 0 || chosen.languages.includes(language)).toBe(true);
        expect(country === null || chosen.territories.length === 0 || chosen.territories.includes(country)).toBe(true);
        // Everybody else is accounted for, with a reason.
        const able = Object.keys(decision.credits);
        expect([...decision.skipped.map(({ id }) => id), ...able].sort()).toEqual(named.map(({ id }) => id).sort());
      }),
      { numRuns: inSize({ small: 500, long: 20_000 }) },
    );
  });

  it('takes the first rule that fits the lead', () => {
    const rules = [
      { ...base, name: 'big', amountFrom: 10_000 },
      { ...base, name: 'russian', languages: ['ru'] },
      { ...base, name: 'ads', sources: ['Google_Ads'] },
    ];
    const by = (lead: Partial<Question['lead']>) =>
      decide({ rules, capsLiftedUntil: 0 }, { ...ask, lead: { ...ask.lead, ...lead } }).rule;
    expect([
      by({ amount: 12_000, language: 'ru' }),
      by({ language: 'ru' }),
      by({ source: 'google_ads' }),
      by({ source: 'web' }),
    ]).toEqual(['big', 'russian', 'ads', 'open']);
  });
});

async function setUp(store: Store, rule: Partial<Rule>, who: readonly Partial<Row>[]): Promise<Person[]> {
  const team = await people(store, ...who.map((_each, index) => `rep${index}`));
  for (const [index, row] of who.entries())
    await store.write((tx) =>
      tx.db
        .updateTable('person')
        .set({ department: 'sales', ...row })
        .where('id', '=', team[index]?.id ?? '')
        .execute(),
    );
  const value: Routing = { rules: [{ ...base, ...rule }], capsLiftedUntil: 0 };
  await store.write((tx) => saveSetting(tx.db, { name: routingName, version: 0, value, actor: 'test', at: 1 }));
  return team;
}
type Row = { cap: number | null; weight: number; paused_until: number | null; left_at: number | null; week: string };

let clients = 0;
const arrive = async (store: Store, now: number, email = `c${++clients}@example.com`): Promise<number> => {
  const intake = { channels: ['memory:1/leads'], country: 'DE' } as const;
  const from = { actor: 'source:web', source: 'web' };
  return (await store.write((tx) => receiveLead(tx, { name: 'Max', email }, from, intake, now))).number;
};
const ownerOf = async (store: Store, number: number) => {
  const lead = await readLead(store.read, number);
  return lead && heldBy(lead.hold)?.owner.name;
};

onBothEngines((engine) => {
  it('gives leads in turn, never more than somebody may have, and the oldest that waits goes first to who has room', async () => {
    const store = await engine.open();
    const [one, two] = await setUp(store, { mode: 'automatic' }, [
      { cap: 2 },
      { cap: 1 },
      { paused_until: monday * 2 },
    ]);
    if (!one || !two) throw new Error('nobody');
    const numbers: number[] = [];
    for (let index = 0; index < 5; index += 1) numbers.push(await arrive(store, monday + index * 1_000));
    const owners = await Promise.all(numbers.map((number) => ownerOf(store, number)));
    expect([...owners].sort()).toEqual(['rep0', 'rep0', 'rep1', undefined, undefined]);
    expect((await queuedLeads(store.read, 10)).map(({ number }) => number)).toEqual(numbers.slice(3));
    // Nobody gets a lead past their cap, by whatever way.
    const claimed = await store.write((tx) => claimLead(tx, two, { number: numbers[4] ?? 0 }, monday + 9_000));
    expect(claimed).toMatchObject({ refused: 'lead.full' });
    const first = numbers[owners.indexOf('rep0')] ?? 0;
    await store.write((tx) => loseLead(tx, one, { number: first, reason: 'price' }, monday + 10_000));
    const due = await store.read.selectFrom('due').select('kind').where('kind', '=', 'lead.pull').execute();
    expect(due.length).toBe(1);
    await store.write((tx) => pullQueue(tx, monday + 10_000));
    expect([await ownerOf(store, numbers[3] ?? 0), await ownerOf(store, numbers[4] ?? 0)]).toEqual(['rep0', undefined]);
  });

  it('offers a lead to one after the other, and to nobody else meanwhile', async () => {
    const store = await engine.open();
    const [one, two, three] = await setUp(store, { mode: 'in-turn', offerFor: 10 }, [{}, {}, {}]);
    if (!one || !two || !three) throw new Error('nobody');
    const number = await arrive(store, monday);
    const lead = await readLead(store.read, number);
    expect(lead?.hold).toMatchObject({ hold: 'offered', to: { name: 'rep0' }, until: monday + 10 * minute });
    expect(await store.write((tx) => claimLead(tx, two, { number }, monday + 1))).toMatchObject({
      refused: 'lead.offered',
    });
    expect(await store.write((tx) => passOffer(tx, two, number, monday + 1))).toMatchObject({ refused: 'offer.over' });
    await store.write((tx) => passOffer(tx, one, number, monday + 1_000));
    const second = (await readLead(store.read, number))?.hold;
    expect(second).toMatchObject({ hold: 'offered', to: { name: 'rep1' } });
    const until = second?.hold === 'offered' ? second.until : 0;
    await store.write((tx) => endOffer(tx, { key: `${number}/${until}/${two.id}` }, until));
    expect((await readLead(store.read, number))?.hold).toMatchObject({ hold: 'offered', to: { name: 'rep2' } });
    expect(isRefusal(await store.write((tx) => claimLead(tx, three, { number }, until + 1)))).toBe(false);
    // What is given back goes on to somebody else.
    await store.write((tx) => releaseLead(tx, three, { number, reason: 'no-time' }, until + 2));
    const version = (await readLead(store.read, number))?.version;
    await store.write((tx) => routeAgain(tx, { key: `${number}/${version}`, detail: { passed: three.id } }, until + 3));
    expect((await readLead(store.read, number))?.hold).toMatchObject({ hold: 'offered' });
  });

  it('lets one who has just claimed wait for the next, and keeps a client with whoever has them', async () => {
    const store = await engine.open();
    const [one, two] = await setUp(store, { mode: 'cool-off', coolOff: 5 }, [{}, {}]);
    if (!one || !two) throw new Error('nobody');
    const [first, second] = [await arrive(store, monday, 'same@client.example'), await arrive(store, monday)];
    await store.write((tx) => claimLead(tx, one, { number: first }, monday + 1));
    expect(await store.write((tx) => claimLead(tx, one, { number: second }, monday + minute))).toMatchObject({
      refused: 'lead.cool-off',
    });
    expect(isRefusal(await store.write((tx) => claimLead(tx, one, { number: second }, monday + 6 * minute)))).toBe(
      false,
    );
    const again = await arrive(store, monday + 10 * minute, 'same@client.example');
    expect((await readLead(store.read, again))?.hold).toMatchObject({ hold: 'offered', to: { name: 'rep0' } });
  });

  it('tells somebody when nobody is there, and lets the lead wait', async () => {
    const store = await engine.open();
    const night = Date.parse('2026-11-23T23:00:00Z');
    const [one] = await setUp(store, { mode: 'automatic' }, [{}, {}]);
    const number = await arrive(store, night);
    const alerts = await store.read
      .selectFrom('post')
      .select(['place', 'subject'])
      .where('kind', '=', 'lead.alert')
      .execute();
    expect(alerts).toEqual([{ place: `direct:${one?.id}`, subject: `alert:${number}/pool-empty/${night}` }]);
    expect((await queuedLeads(store.read, 10)).map(({ number }) => number)).toEqual([number]);
    // It is looked at every few minutes all night, and that is nobody's news.
    for (let look = 1; look < 20; look += 1) await store.write((tx) => pullQueue(tx, night + look * 5 * minute));
    expect(await store.read.selectFrom('post').select('id').where('kind', '=', 'lead.alert').execute()).toHaveLength(1);
    expect(await receiptsOf(store.read, number)).toHaveLength(1);
    // In the morning they are at work.
    await store.write((tx) => pullQueue(tx, Date.parse('2026-11-24T09:05:00Z')));
    expect(await ownerOf(store, number)).toBe('rep0');
  });

  it('lets leads of one rule pass those of another that nobody has room for', async () => {
    const store = await engine.open();
    const [german, russian] = await setUp(store, {}, [{ cap: 0 }, {}]);
    const rule = (name: string, source: string, person: string | undefined): Rule => ({
      ...base,
      name,
      mode: 'automatic',
      sources: [source],
      people: [person ?? ''],
    });
    const rules = [rule('german', 'de', german?.id), rule('russian', 'ru', russian?.id)];
    const value: Routing = { rules, capsLiftedUntil: 0 };
    await store.write((tx) => saveSetting(tx.db, { name: routingName, version: 1, value, actor: 'test', at: monday }));
    const come = (source: string, email: string) =>
      store.write(async (tx) => {
        const intake = { channels: ['memory:1/leads'], country: 'DE' } as const;
        return (await receiveLead(tx, { name: 'Max', email, source }, { actor: 'source:x', source }, intake, monday))
          .number;
      });
    const stuck = await come('de', 'a@example.com');
    const night = Date.parse('2026-11-23T23:00:00Z');
    const waiting = await store.write(async (tx) => {
      const intake = { channels: ['memory:1/leads'], country: 'DE' } as const;
      const from = { actor: 'source:x', source: 'ru' };
      return (await receiveLead(tx, { name: 'Ира', email: 'b@example.com', source: 'ru' }, from, intake, night)).number;
    });
    await store.write((tx) => pullQueue(tx, Date.parse('2026-11-24T09:05:00Z')));
    expect([await ownerOf(store, stuck), await ownerOf(store, waiting)]).toEqual([undefined, 'rep1']);
  });

  it('tries a first rule on the leads of a month in which everything was open to all', async () => {
    const store = await engine.open();
    await setUp(store, {}, [{}, {}]);
    const none: Routing = { rules: [], capsLiftedUntil: 0 };
    await store.write((tx) =>
      saveSetting(tx.db, { name: routingName, version: 1, value: none, actor: 'test', at: monday }),
    );
    for (let index = 0; index < 6; index += 1) await arrive(store, monday + index * minute);
    const made = await lastLeads(store.read, monday - minute, 100, monday + 60 * minute);
    const rules = [{ ...base, mode: 'automatic' as const }];
    expect([made.length, sharesOf(made).open]).toEqual([6, 6]);
    expect([...wouldShare(made, { rules, capsLiftedUntil: 0 }).by.values()]).toEqual([3, 3]);
  });

  it('replays thousands of leads through every mode: caps, absences, and receipts that give the same choice again', async () => {
    const store = await engine.open();
    const night = JSON.stringify({ 1: [[0, 60]] });
    const team = await setUp(store, {}, [
      { cap: 40, weight: 100 },
      { weight: 200 },
      { cap: 7 },
      { week: night },
      { left_at: 5 },
    ]);
    const count = engine.name === 'SQLite' ? inSize({ small: 240, long: 10_000 }) : inSize({ small: 80, long: 10_000 });
    const modes: Mode[] = ['automatic', 'in-turn', 'cool-off', 'open'];
    let [version, at] = [1, monday];
    for (const mode of modes) {
      const value: Routing = { rules: [{ ...base, name: mode, mode, offerFor: 5, coolOff: 1 }], capsLiftedUntil: 0 };
      await store.write((tx) => saveSetting(tx.db, { name: routingName, version, value, actor: 'test', at }));
      version += 1;
      for (let index = 0; index < count / modes.length; index += 1) {
        // Always within Monday's hours.
        at += 1;
        const number = await arrive(store, at);
        const lead = await readLead(store.read, number);
        const chosen = team[index % team.length];
        if (lead?.hold.hold === 'offered') {
          const to = team.find(({ id }) => lead.hold.hold === 'offered' && id === lead.hold.to.id);
          if (to)
            await store.write((tx) => (index % 3 ? claimLead(tx, to, { number }, at) : passOffer(tx, to, number, at)));
        } else if (lead?.hold.hold === 'free' && chosen)
          await store.write((tx) => claimLead(tx, chosen, { number }, at));
        if (index % 2 === 0) await closeOne(store, team, at);
      }
      for (const [index, most] of [40, Number.POSITIVE_INFINITY, 7].entries())
        expect(await activeOf(store, team[index]?.id ?? '')).toBeLessThanOrEqual(most);
    }
    const receipts = await receiptsSince(store.read, 0, 1_000_000);
    expect(receipts.length).toBeGreaterThan(count * 0.9);
    const away = new Set([team[3]?.id, team[4]?.id]);
    for (const { asked, chosen, version: of, outcome } of receipts) {
      const row = await store.read.selectFrom('setting').select('value').where('version', '=', of).executeTakeFirst();
      const again = decide(JSON.parse(row?.value ?? '{}'), JSON.parse(asked));
      expect([again.chosen, again.outcome]).toEqual([chosen, outcome]);
      expect(outcome === 'turn' && away.has(chosen ?? '')).toBe(false);
    }
    const made = receipts.map((row) => ({ asked: JSON.parse(row.asked), chosen: row.chosen, outcome: row.outcome }));
    const would = wouldShare(made, { rules: [{ ...base, mode: 'open' }], capsLiftedUntil: 0 });
    expect([would.open, would.waits, sharesOf(made).by.size > 0]).toEqual([made.length, 0, true]);
    expect((await receiptsOf(store.read, receipts[0]?.lead ?? 0)).length).toBeGreaterThan(0);
  }, 3_600_000);
});

async function activeOf(store: Store, person: string): Promise<number> {
  const rows = await store.read
    .selectFrom('lead')
    .select('number')
    .where('owner_id', '=', person)
    .where('closed_at', 'is', null)
    .execute();
  return rows.length;
}

/** Somebody closes their oldest lead: there is room again. */
async function closeOne(store: Store, team: readonly Person[], now: number): Promise<void> {
  const row = await store.read
    .selectFrom('lead')
    .select(['number', 'owner_id'])
    .where('owner_id', 'is not', null)
    .where('closed_at', 'is', null)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
  const owner = team.find(({ id }) => id === row?.owner_id);
  if (row && owner) await store.write((tx) => loseLead(tx, owner, { number: row.number, reason: 'price' }, now));
  await store.write((tx) => pullQueue(tx, now));
}
