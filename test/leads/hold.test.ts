import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import { isRefusal } from '../../src/kernel/refusal.ts';
import { claimLead } from '../../src/leads/claim-lead.ts';
import { heldBy } from '../../src/leads/hold.ts';
import { receiveLead } from '../../src/leads/receive-lead.ts';
import { releaseLead } from '../../src/leads/release-lead.ts';
import { readLead } from '../../src/leads/store.ts';
import { undoClaim } from '../../src/leads/undo-claim.ts';
import { historyOfLead } from '../../src/ledger/read.ts';
import { onBothEngines } from '../support/engines.ts';
import { people } from '../support/people.ts';

const intake = { channels: ['slack:T1/C1'], country: 'DE' } as const;
let clients = 0;
/** Of a client of its own: a second lead of one would be whoever has the first one's. */
const newLead = async (store: Store, email = `max${++clients}@example.com`): Promise<number> =>
  (
    await store.write((tx) =>
      receiveLead(tx, { name: 'Max', email }, { actor: 'source:web', source: 'web' }, intake, 1),
    )
  ).number;
const ownerOf = async (store: Store, number: number) => {
  const lead = await readLead(store.read, number);
  return lead && heldBy(lead.hold)?.owner.name;
};

onBothEngines((engine) => {
  it('lets exactly one of 64 claim, and tells the other 63 who, fifty times', async () => {
    const store = await engine.open();
    const reps = await people(store, ...Array.from({ length: 64 }, (_, index) => `rep${index}`));
    for (let round = 0; round < 50; round += 1) {
      const number = await newLead(store);
      const answers = await Promise.all(
        reps.map((rep) => store.write((tx) => claimLead(tx, rep, { number }, 100 + round))),
      );
      const winners = answers.flatMap((answer) => (isRefusal(answer) ? [] : [answer]));
      const owner = await ownerOf(store, number);
      expect(winners).toHaveLength(1);
      expect(winners[0]?.hold.hold === 'claimed' && winners[0].hold.owner.name).toBe(owner);
      const told = answers.filter(
        (answer) =>
          isRefusal(answer) &&
          answer.refused === 'lead.taken' &&
          JSON.stringify(answer.params.owner).includes(`"${owner}"`),
      );
      expect(told).toHaveLength(63);
      expect((await historyOfLead(store.read, number)).map(({ kind }) => kind)).toEqual([
        'lead.arrived',
        'lead.claimed',
      ]);
    }
  });

  it('has one owner or none, and a ledger row for every change, whatever people do (model)', async () => {
    const store = await engine.open();
    const reps = await people(store, 'anna', 'boris', 'vera');
    const step = fc.record({
      rep: fc.integer({ min: 0, max: 2 }),
      do: fc.constantFrom('claim', 'release', 'undo'),
      wait: fc.constantFrom(0, 30_000, 61_000),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
        const number = await newLead(store);
        let now = 1_000_000;
        let model: { owner: string; since: number } | undefined;
        const expected = ['lead.arrived'];
        for (const { rep, do: verb, wait } of steps) {
          now += wait;
          const who = reps[rep];
          if (!who) throw new Error('no such rep');
          const answer = await store.write((tx) => {
            if (verb === 'claim') return claimLead(tx, who, { number }, now);
            if (verb === 'undo') return undoClaim(tx, who, { number }, now);
            return releaseLead(tx, who, { number, reason: 'other', note: 'words' }, now);
          });
          const mine = model?.owner === who.name;
          const may =
            verb === 'claim'
              ? model === undefined
              : mine && (verb === 'release' || now <= (model?.since ?? 0) + 60_000);
          expect(isRefusal(answer)).toBe(!may);
          if (!may) continue;
          model = verb === 'claim' ? { owner: who.name, since: now } : undefined;
          expected.push(verb === 'claim' ? 'lead.claimed' : verb === 'undo' ? 'lead.claim-undone' : 'lead.released');
          expect(await ownerOf(store, number)).toBe(model?.owner);
        }
        expect((await historyOfLead(store.read, number)).map(({ kind }) => kind)).toEqual(expected);
      }),
      { numRuns: engine.name === 'SQLite' ? 100 : 25 },
    );
  });

  it('keeps why a lead came back: the code in the row, the words beside it', async () => {
    const store = await engine.open();
    const [anna] = await people(store, 'anna');
    if (!anna) throw new Error('nobody');
    const number = await newLead(store);
    await store.write((tx) => claimLead(tx, anna, { number }, 5));
    await store.write((tx) => releaseLead(tx, anna, { number, reason: 'wrong-region', note: 'lives in Graz' }, 6));
    const last = (await historyOfLead(store.read, number)).at(-1);
    expect([last?.detail, last?.words]).toEqual([{ reason: 'wrong-region' }, { note: 'lives in Graz' }]);
  });

  it('says that a lead does not exist', async () => {
    const store = await engine.open();
    const [anna] = await people(store, 'anna');
    if (!anna) throw new Error('nobody');
    expect(await store.write((tx) => claimLead(tx, anna, { number: 999 }, 5))).toMatchObject({
      refused: 'lead.unknown',
    });
  });
});
