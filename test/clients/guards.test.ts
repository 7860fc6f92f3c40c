import { expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import type { Person } from '../../src/chat/directory.ts';
import { askWhether } from '../../src/clients/judgements/ask-whether.ts';
import { pairOf } from '../../src/clients/judgements/judgement.ts';
import { keepApart, mergeClients } from '../../src/clients/judgements/merge-clients.ts';
import { judgementOf } from '../../src/clients/judgements/store.ts';
import { traitsOf } from '../../src/clients/matching/traits.ts';
import { readProfile } from '../../src/clients/profile/read-profile.ts';
import { readClient } from '../../src/clients/read-client.ts';
import { accountOfClient, clientsOfAccount } from '../../src/clients/store.ts';
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
  it('takes, of two whom the keys and the whole name mean, the one of the address, and asks whether they are one', async () => {
    const store = await engine.open();
    const old = await enquire(store, { name: 'Max Muster', email: 'max@one.example', phone: '+4930111111' });
    const young = await enquire(store, { name: 'Max Muster', email: 'max@two.example' }, 2);
    expect(young.client).not.toBe(old.client);
    const both = { name: 'Max Muster', email: 'max@two.example', phone: '+4930111111' };
    for (const typed of [both, { ...both, company: 'Muster KG' }, both, { ...both, name: 'Muster, Max' }])
      expect((await enquire(store, typed, 3)).client).toBe(young.client);
    expect(await clientsIn(store)).toBe(2);
    expect((await readClient(store.read, old.client))?.questions.map(({ other }) => other.id)).toEqual([young.client]);
    // By the number alone, which both have by now, it is the oldest.
    expect((await enquire(store, { name: 'Max Muster', phone: '+4930111111' }, 4)).client).toBe(old.client);
  });

  it('respects what was said of two of one name: by an address alone, and never by the number they share', async () => {
    const store = await engine.open();
    const [anna] = (await people(store, 'anna')) as [Person];
    const name = 'Hans Müller';
    const senior = await enquire(store, { name, email: 'senior@one.example', phone: '+4930888888' });
    const junior = await enquire(store, { name, email: 'junior@two.example' }, 2);
    await store.write((tx) => askWhether(tx, junior.client, [{ client: senior.client, bits: 9, evidence: [] }], 3));
    const question = (await judgementOf(store.read, pairOf(senior.client, junior.client)))?.id ?? '';
    await store.write((tx) => keepApart(tx, anna, question, 4));
    const home = { name, email: 'junior@two.example', phone: '+4930888888' };
    expect((await enquire(store, home, 5)).client).toBe(junior.client);
    expect((await enquire(store, home, 6)).client).toBe(junior.client);
    expect((await enquire(store, { name, phone: '+4930888888', company: 'Neu KG' }, 7)).client).not.toBe(senior.client);
    expect((await enquire(store, { name, email: 'senior@one.example' }, 8)).client).toBe(senior.client);
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

  it('tells on the card what was merged, to be taken apart from there, under the best name of all', async () => {
    const store = await engine.open();
    const [anna] = (await people(store, 'anna')) as [Person];
    const old = await enquire(store, { email: 'olga@gmail.com' });
    const young = await enquire(store, { name: 'Olga Neu', company: 'Neu KG', phone: '+4930666666' }, 2);
    await store.write((tx) => askWhether(tx, young.client, [{ client: old.client, bits: 3, evidence: [] }], 3));
    const question = (await judgementOf(store.read, pairOf(old.client, young.client)))?.id ?? '';
    await store.write((tx) => mergeClients(tx, anna, question, false, 4));
    const view = await readClient(store.read, young.client);
    expect(view).toMatchObject({ id: old.client, name: 'Olga Neu', company: 'Neu KG' });
    expect(view?.merged.map(({ other }) => other.name)).toEqual(['Olga Neu']);
    expect((await readProfile(store.read, old.client))?.account).toBe('Neu KG');
    const account = await accountOfClient(store.read, [old.client, young.client]);
    expect(await clientsOfAccount(store.read, account?.id ?? '', 5)).toEqual([
      { id: old.client, name: 'Olga Neu', company: 'Neu KG' },
    ]);
    await store.write((tx) => keepApart(tx, anna, view?.merged[0]?.id ?? '', 5));
    expect(await readClient(store.read, old.client)).toMatchObject({ name: 'olga@gmail.com', merged: [] });
  });

  it('makes one account of two colleagues who come at once from a company nobody knew', async () => {
    const store = await engine.open();
    for (let round = 0; round < 20; round += 1) {
      const typed = (name: string) => ({ name, email: `${name}@firm${round}.example`, company: `Firm ${round}` });
      const both = await Promise.all(['anna', 'bert'].map((name) => enquire(store, typed(name), round)));
      const accounts = await Promise.all(both.map(({ client }) => accountOfClient(store.read, [client])));
      expect(accounts[0]?.id).toBe(accounts[1]?.id);
      expect(accounts[0]?.name).toBe(`Firm ${round}`);
    }
    expect(await store.read.selectFrom('account').select('id').execute()).toHaveLength(20);
  });

  it('keeps two companies of one name and two domains apart', async () => {
    const store = await engine.open();
    const account = async (email: string) => {
      const { client } = await enquire(store, { email, company: 'Romashka' });
      return (await accountOfClient(store.read, [client]))?.id;
    };
    const ru = await account('anna@romashka.example');
    const nl = await account('piet@romashka.test');
    expect(nl).not.toBe(ru);
    expect([await account('olga@romashka.example'), await account('jan@romashka.test')]).toEqual([ru, nl]);
  });

  it('names everybody in a chain of merges, once', async () => {
    const store = await engine.open();
    const [anna] = (await people(store, 'anna')) as [Person];
    const made: string[] = [];
    for (const name of ['Anna Alpha', 'Berta Beta', 'Carla Gamma'])
      made.push((await enquire(store, { name, email: `${name[0]}@chain.example` })).client);
    const [first = '', second = '', third = ''] = made;
    for (const [one, other] of [
      [second, third],
      [first, second],
    ] as const) {
      await store.write((tx) => askWhether(tx, one, [{ client: other, bits: 9, evidence: [] }], 3));
      const question = (await judgementOf(store.read, pairOf(one, other)))?.id ?? '';
      await store.write((tx) => mergeClients(tx, anna, question, false, 4));
    }
    const view = await readClient(store.read, first);
    expect(view?.merged.map(({ other }) => other.name)).toEqual(['Berta Beta', 'Carla Gamma']);
  });

  it('takes a name for whoever was known by a number or an address, however that was typed', async () => {
    const store = await engine.open();
    for (const [at, known] of [
      { phone: '+7 921 123-45-67' },
      { email: 'Anna.Weber@Gmail.com' },
      { handle: '@boss_rom' },
      { handle: 't.me/boss_two' },
    ].entries()) {
      const { client } = await enquire(store, known, at);
      await enquire(store, { ...known, name: 'Иван Петров' }, at + 10);
      expect((await readClient(store.read, client))?.name).toBe('Иван Петров');
    }
  });

  it('calls an account by its domain until somebody names the company', async () => {
    const store = await engine.open();
    const { client } = await enquire(store, { email: 'anna@astra.example' });
    expect((await readProfile(store.read, client))?.account).toBe('astra.example');
    await enquire(store, { email: 'bert@astra.example', company: 'Astra GmbH' });
    expect((await readProfile(store.read, client))?.account).toBe('Astra GmbH');
  });

  it('calls a company that names no person by its name, until somebody does', async () => {
    const store = await engine.open();
    const list = { actor: 'import:1', label: 'list' };
    const typed = { company: 'Romashka GmbH', phone: '+4930777777' };
    const enquirers = [{ company: 'Astra GmbH' }, { ...typed, company: 'undefined' }].map((each) => ({
      typed: each,
      traits: traitsOf(each, 'DE'),
      source: 'list',
    }));
    const taken = await store.write((tx) => takeClients(tx, enquirers, list, 1));
    const names = await Promise.all(taken.map(({ client }) => readClient(store.read, client)));
    expect(names.map((view) => view?.name)).toEqual(['Astra GmbH', '+4930777777']);
    expect((await readProfile(store.read, taken[0]?.client ?? ''))?.account).toBe('Astra GmbH');
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
