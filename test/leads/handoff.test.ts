import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import type { Person } from '../../src/chat/directory.ts';
import { standingsOf } from '../../src/clients/standing.ts';
import { isRefusal, type Refusal } from '../../src/kernel/refusal.ts';
import { claimLead } from '../../src/leads/claim-lead.ts';
import { acceptHandoff, declineHandoff, withdrawHandoff } from '../../src/leads/handoff/answer-handoff.ts';
import { handLead } from '../../src/leads/handoff/hand-lead.ts';
import { returnHandoff } from '../../src/leads/handoff/return-handoff.ts';
import { readHandoff } from '../../src/leads/handoff/store.ts';
import { heldBy } from '../../src/leads/hold.ts';
import { releaseLead } from '../../src/leads/release-lead.ts';
import { readLead } from '../../src/leads/store.ts';
import { undoClaim } from '../../src/leads/undo-claim.ts';
import { historyOfLead } from '../../src/ledger/read.ts';
import { onBothEngines } from '../support/engines.ts';
import { people } from '../support/people.ts';
import { inSize } from '../support/size.ts';
import { newLead } from '../support/story.ts';

const pack = {
  need: 'a demo',
  said: undefined,
  promised: 'a price by Friday',
  nextStep: 'call on Monday',
  bestTime: undefined,
};
const answerWithin = 120 * 60_000;
const three = async (store: Store): Promise<[Person, Person, Person]> =>
  (await people(store, 'anna', 'boris', 'clara')) as [Person, Person, Person];
const handed = async (store: Store, from: Person, to: Person, now: number) => {
  const { number, client } = await newLead(store, `${now}@example.com`);
  await store.write((tx) => claimLead(tx, from, { number }, now));
  await store.write((tx) => handLead(tx, from, { number, to: { person: to.id }, ...pack }, now + 1));
  const handoff = await lastHandoff(store.read, number);
  if (!handoff) throw new Error('no handoff');
  return { number, client, id: handoff.id };
};
const lastHandoff = async (db: Store['read'], lead: number) => {
  const all = db.selectFrom('handoff').select('id').where('lead', '=', lead).orderBy('offered_at', 'desc').limit(1);
  const row = await all.executeTakeFirst();
  return row && readHandoff(db, row.id);
};
const ownerOf = async (store: Store, number: number) => {
  const lead = await readLead(store.read, number);
  return lead && heldBy(lead.hold)?.owner.name;
};
const kinds = async (store: Store, number: number) => (await historyOfLead(store.read, number)).map(({ kind }) => kind);

onBothEngines((engine) => {
  it('leaves the sender responsible until the receiver accepts', async () => {
    const store = await engine.open();
    const [anna, boris, clara] = await three(store);
    const { number, client, id } = await handed(store, anna, boris, 10);
    expect(await ownerOf(store, number)).toBe('anna');
    expect(await store.write((tx) => acceptHandoff(tx, clara, id, 20))).toMatchObject({ refused: 'handoff.not-yours' });
    expect(isRefusal(await store.write((tx) => acceptHandoff(tx, boris, id, 30)))).toBe(false);
    expect(await ownerOf(store, number)).toBe('boris');
    expect((await standingsOf(store.read, [client])).map(({ owner }) => owner?.name)).toEqual(['boris']);
    expect(await store.write((tx) => acceptHandoff(tx, boris, id, 40))).toMatchObject({ refused: 'handoff.over' });
    // What was handed over is no claim that could be undone.
    const undone = await store.write((tx) => undoClaim(tx, boris, { number }, 40));
    expect(undone).toMatchObject({ refused: 'lead.undo-handed' });
  });

  it('leaves it with the sender when the receiver declines, takes no answer for one, and can be handed again', async () => {
    const store = await engine.open();
    const [anna, boris, clara] = await three(store);
    const { number, id } = await handed(store, anna, boris, 10);
    const again = await store.write((tx) => handLead(tx, anna, { number, to: { person: clara.id }, ...pack }, 15));
    expect(again).toMatchObject({ refused: 'handoff.open' });
    await store.write((tx) => declineHandoff(tx, boris, { id, reason: 'no-time', note: 'on holiday' }, 20));
    expect([await ownerOf(store, number), (await lastHandoff(store.read, number))?.state]).toEqual([
      'anna',
      'declined',
    ]);
    await store.write((tx) => handLead(tx, anna, { number, to: { person: clara.id }, ...pack }, 30));
    const second = await lastHandoff(store.read, number);
    await store.write((tx) => returnHandoff(tx, second?.id ?? '', 30 + answerWithin));
    expect([await ownerOf(store, number), (await lastHandoff(store.read, number))?.state]).toEqual([
      'anna',
      'returned',
    ]);
    expect(await kinds(store, number)).toEqual([
      'lead.arrived',
      'lead.claimed',
      'lead.handed',
      'lead.handoff-declined',
      'lead.handed',
      'lead.handoff-returned',
    ]);
  });

  it('cannot be offered to oneself or to nobody, nor by anybody but the owner', async () => {
    const store = await engine.open();
    const [anna, boris] = await three(store);
    const { number } = await newLead(store);
    const hand = (who: Person, to: string) =>
      store.write((tx) => handLead(tx, who, { number, to: { person: to }, ...pack }, 20));
    expect(await hand(anna, boris.id)).toMatchObject({ refused: 'lead.free' });
    await store.write((tx) => claimLead(tx, anna, { number }, 10));
    expect(await hand(boris, anna.id)).toMatchObject({ refused: 'lead.not-yours' });
    expect(await hand(anna, anna.id)).toMatchObject({ refused: 'handoff.self' });
    expect(await hand(anna, 'nobody')).toMatchObject({ refused: 'handoff.nobody' });
    expect((await store.read.selectFrom('handoff').selectAll().execute()).length).toBe(0);
  });

  it('has exactly one end under 64 accepts, declines, releases and time-outs at once', async () => {
    const store = await engine.open();
    const [anna, boris] = await three(store);
    for (let round = 0; round < inSize({ small: 10, long: 100 }); round += 1) {
      const { number, client, id } = await handed(store, anna, boris, 1_000 + round * 100);
      const now = 1_050 + round * 100;
      const deeds = [
        () => store.write((tx) => acceptHandoff(tx, boris, id, now)),
        () => store.write((tx) => declineHandoff(tx, boris, { id, reason: 'other' }, now)),
        () => store.write((tx) => releaseLead(tx, anna, { number, reason: 'other' }, now)),
        () => store.write((tx): Promise<unknown> => returnHandoff(tx, id, now)),
        () => store.write((tx) => withdrawHandoff(tx, anna, id, now)),
      ];
      await Promise.all(Array.from({ length: 64 }, (_, index) => deeds[(index + round) % deeds.length]?.()));
      const lead = await readLead(store.read, number);
      const told = await kinds(store, number);
      const ends = told.filter((kind) => /accepted|declined|returned|withdrawn/.test(kind));
      const released = told.includes('lead.released');
      const handoff = await lastHandoff(store.read, number);
      // One end of the handoff, told once; a release may end it, or come after it while the lead was still Anna's.
      expect([handoff?.state === 'offered', ends.length + (ends.length === 0 && released ? 1 : 0)]).toEqual([false, 1]);
      const owner = released ? undefined : handoff?.state === 'accepted' ? 'boris' : 'anna';
      expect([await ownerOf(store, number), told.filter((kind) => kind === 'lead.released').length]).toEqual([
        owner,
        released ? 1 : 0,
      ]);
      expect(lead?.version).toBe(told.length);
      expect((await standingsOf(store.read, [client]))[0]?.owner?.name).toBe(owner);
    }
  });

  it('has one responsible person or none, whatever people do (model)', async () => {
    const store = await engine.open();
    const team = await three(store);
    const step = fc.record({
      who: fc.integer({ min: 0, max: 2 }),
      to: fc.integer({ min: 0, max: 2 }),
      do: fc.constantFrom('claim', 'hand', 'accept', 'decline', 'withdraw', 'release', 'return'),
    });
    let clock = 1_000_000;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        clock += 1_000;
        const { number } = await newLead(store, `m${clock}@example.com`, clock);
        let owner: number | undefined;
        let offered: { to: number; id: string } | undefined;
        for (const { who, to, do: verb } of steps) {
          clock += 1;
          const now = clock;
          const [actor, receiver] = [team[who], team[to]] as [Person, Person];
          const id = offered?.id ?? (await lastHandoff(store.read, number))?.id ?? 'none';
          const deed: Record<typeof verb, () => Promise<unknown | Refusal>> = {
            claim: () => store.write((tx) => claimLead(tx, actor, { number }, now)),
            hand: () => store.write((tx) => handLead(tx, actor, { number, to: { person: receiver.id }, ...pack }, now)),
            accept: () => store.write((tx) => acceptHandoff(tx, actor, id, now)),
            decline: () => store.write((tx) => declineHandoff(tx, actor, { id, reason: 'other' }, now)),
            withdraw: () => store.write((tx) => withdrawHandoff(tx, actor, id, now)),
            release: () => store.write((tx) => releaseLead(tx, actor, { number, reason: 'other' }, now)),
            return: () => store.write((tx) => returnHandoff(tx, id, now)),
          };
          const done = !isRefusal(await deed[verb]());
          const may: Record<typeof verb, boolean> = {
            claim: owner === undefined,
            hand: owner === who && !offered && to !== who,
            accept: offered?.to === who,
            decline: offered?.to === who,
            withdraw: offered !== undefined && owner === who,
            release: owner === who,
            return: true,
          };
          expect([verb, done]).toEqual([verb, may[verb]]);
          if (!done) continue;
          if (verb === 'claim' || verb === 'accept') owner = who;
          if (verb === 'release') owner = undefined;
          offered = verb === 'hand' ? { to, id: (await lastHandoff(store.read, number))?.id ?? '' } : undefined;
          expect(await ownerOf(store, number)).toBe(owner === undefined ? undefined : team[owner]?.name);
        }
      }),
      { numRuns: engine.name === 'SQLite' ? 100 : 25 },
    );
  });
});
