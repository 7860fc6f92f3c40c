import { expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import type { Person } from '../../src/chat/directory.ts';
import { askWhether } from '../../src/clients/judgements/ask-whether.ts';
import { pairOf } from '../../src/clients/judgements/judgement.ts';
import { keepApart, mergeClients } from '../../src/clients/judgements/merge-clients.ts';
import { judgementOf } from '../../src/clients/judgements/store.ts';
import { traitsOf } from '../../src/clients/matching/traits.ts';
import { readClient } from '../../src/clients/read-client.ts';
import { takeClients } from '../../src/clients/take-clients.ts';
import { receiveLead, resembledBy } from '../../src/leads/receive-lead.ts';
import { onBothEngines } from '../support/engines.ts';
import { people } from '../support/people.ts';

type Typed = { name?: string; company?: string; email?: string; phone?: string; handle?: string };

const from = { actor: 'source:web', source: 'web' };
const intake = { channels: ['slack:T1/C1'], country: 'DE' } as const;

/** An enquiry as the API takes it: likeness first, then the keys. */
async function enquire(store: Store, typed: Typed, now = 1) {
  const near = await resembledBy(store.read, typed, intake, now);
  return store.write((tx) => receiveLead(tx, typed, from, intake, now, near));
}

async function clientsIn(store: Store): Promise<number> {
  return (await store.read.selectFrom('client').select('id').execute()).length;
}

onBothEngines((engine) => {
  it('takes the oldest of two whom every key and the whole name mean, and asks whether they are one', async () => {
    const store = await engine.open();
    const old = await enquire(store, { name: 'Max Muster', email: 'max@one.example', phone: '+4930111111' });
    const young = await enquire(store, { name: 'Max Muster', email: 'max@two.example' }, 2);
    expect(young.client).not.toBe(old.client);
    const both = { name: 'Max Muster', email: 'max@two.example', phone: '+4930111111' };
    for (const typed of [both, { ...both, company: 'Muster KG' }, both, { ...both, name: 'Muster, Max' }])
      expect((await enquire(store, typed, 3)).client).toBe(old.client);
    expect(await clientsIn(store)).toBe(2);
    expect((await readClient(store.read, old.client))?.questions.map(({ other }) => other.id)).toEqual([young.client]);
  });

  it('knows a third whom the keys of two mean, each time they come, with a name or without', async () => {
    const store = await engine.open();
    const known = [
      (await enquire(store, { email: 'anna@firm.example' })).client,
      (await enquire(store, { phone: '+4930222222' })).client,
    ];
    for (const [count, name] of [
      [3, undefined],
      [4, 'Olga Neu'],
    ] as const) {
      const typed = { ...(name ? { name } : {}), email: 'anna@firm.example', phone: '+4930222222' };
      const first = await enquire(store, typed, 2);
      expect(known).not.toContain(first.client);
      expect((await enquire(store, typed, 3)).client).toBe(first.client);
      expect(await clientsIn(store)).toBe(count);
    }
    // Whoever has the address alone is still who they were.
    expect((await enquire(store, { email: 'anna@firm.example' }, 4)).client).toBe(known[0]);
    expect(await clientsIn(store)).toBe(4);
  });

  it('does not take a stranger for a client who once wrote without a name', async () => {
    const store = await engine.open();
    const olga = await enquire(store, { name: 'Olga Neu', email: 'home@family.example' });
    expect((await enquire(store, { email: 'home@family.example' }, 2)).client).toBe(olga.client);
    const peter = await enquire(store, { name: 'Peter Braun', email: 'home@family.example' }, 3);
    expect(peter.client).not.toBe(olga.client);
    expect(peter.possible).toMatchObject([{ client: olga.client, guard: 'name' }]);
  });

  it('asks about a shared mailbox only where the account is not known, and of three at most', async () => {
    const store = await engine.open();
    await enquire(store, { name: 'Olga Neu', company: 'Firma', email: 'olga@firma.example' });
    for (const name of ['Peter Braun', 'Hans Wurst', 'Rita Roth', 'Gerd Grau'])
      expect(await enquire(store, { name, email: 'info@firma.example' }, 2)).toMatchObject({ possible: [] });
    for (const [at, name] of ['Anton Alt', 'Berta Blau', 'Carla Chrom', 'Doris Dorn', 'Emil Esche'].entries()) {
      const { possible } = await enquire(store, { name, phone: '+4930444444' }, 3 + at);
      expect(possible.length).toBe(Math.min(3, at));
    }
  });

  it('leaves with each of two what came for it while they were one', async () => {
    const store = await engine.open();
    const [anna] = (await people(store, 'anna')) as [Person];
    const old = await enquire(store, { name: 'Xaver Huber', email: 'xaver@huber.example' });
    const young = await enquire(store, { name: 'Yolanda Kern', email: 'yolanda@kern.example' }, 2);
    await store.write((tx) => askWhether(tx, young.client, [{ client: old.client, bits: 3, evidence: [] }], 3));
    const id = async () => (await judgementOf(store.read, pairOf(old.client, young.client)))?.id ?? '';
    const question = await id();
    await store.write((tx) => mergeClients(tx, anna, question, false, 4));
    const while_ = { name: 'Yolanda Kern', email: 'yolanda@kern.example', phone: '+4930333333', message: 'Plumbago' };
    expect((await enquire(store, while_, 5)).client).toBe(old.client);
    const judged = await id();
    await store.write((tx) => keepApart(tx, anna, judged, 6));
    const of = async (client: string) => {
      const view = await readClient(store.read, client);
      return [view?.keys.length, view?.standings.length, view?.entries.some(({ words }) => words.message)];
    };
    expect(await of(old.client)).toEqual([1, 1, false]);
    expect(await of(young.client)).toEqual([2, 2, true]);
  });

  it("doubts another system's id only where everything else is somebody else's", async () => {
    const store = await engine.open();
    const list = { actor: 'import:1', label: 'list' };
    const take = async (typed: Typed, now: number) => {
      const enquirer = { typed, traits: traitsOf(typed, 'DE'), source: 'list', elsewhere: 'crm:7' };
      return (await store.write((tx) => takeClients(tx, [enquirer], list, now)))[0];
    };
    const first = await take({ name: 'Olga Neu', email: 'olga@gmail.com' }, 1);
    expect(await take({ name: 'Olga Alt', email: 'olga.alt@gmail.com' }, 2)).toEqual({ ...first, made: false });
    expect(await take({ name: 'Peter Braun' }, 3)).toEqual({ ...first, made: false });
    const other = await take({ name: 'Hans Wurst', email: 'wurst@gmail.com' }, 4);
    expect(other?.made).toBe(true);
    expect(await take({ name: 'Hans Wurst', email: 'wurst@gmail.com', phone: '+4930555555' }, 5)).toEqual({
      ...other,
      made: false,
    });
  });
});
