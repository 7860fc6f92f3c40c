import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Db } from '../../db/schema.ts';
import type { Store } from '../../db/store.ts';
import type { Person } from '../../src/chat/directory.ts';
import { askWhether } from '../../src/clients/judgements/ask-whether.ts';
import { pairOf } from '../../src/clients/judgements/judgement.ts';
import { keepApart, mergeClients } from '../../src/clients/judgements/merge-clients.ts';
import { insertJudgement, judgementOf } from '../../src/clients/judgements/store.ts';
import { readClient } from '../../src/clients/read-client.ts';
import { membersOf } from '../../src/clients/store.ts';
import { reserveClient } from '../../src/contacts/reservations/reserve-client.ts';
import { newId } from '../../src/kernel/ids.ts';
import { claimLead } from '../../src/leads/claim-lead.ts';
import { receiveLead } from '../../src/leads/receive-lead.ts';
import { firstBrokenRow } from '../../src/ledger/verify.ts';
import { onBothEngines } from '../support/engines.ts';
import { people } from '../support/people.ts';

const from = { actor: 'source:web', source: 'web' };
const intake = { channels: ['slack:T1/C1'], country: 'RU' } as const;
type Typed = { name?: string; company?: string; email?: string; phone?: string };
const enquire = (store: Store, typed: Typed, now = 1) => store.write((tx) => receiveLead(tx, typed, from, intake, now));

/** A question about two clients, as likeness would put it. */
async function questionOf(store: Store, one: string, other: string, now = 2): Promise<string> {
  await store.write((tx) => askWhether(tx, one, [{ client: other, bits: 3, evidence: ['name'] }], now));
  const asked = await judgementOf(store.read, pairOf(one, other));
  if (!asked) throw new Error('nothing was asked');
  return asked.id;
}

/** The same as somebody who asks it by a form puts it. */
async function questionByHand(store: Store, one: string, other: string, at: number): Promise<string> {
  const asked = { id: newId(), pair: pairOf(one, other), why: { evidence: [] } };
  await store.write(({ db }) => insertJudgement(db, { ...asked, verdict: 'possible', actor: 'anna', at }));
  return asked.id;
}

/** Every row of every table but those that a judgement is meant to change, as one hash. */
async function everything(db: Db): Promise<string> {
  const hash = createHash('sha256');
  const tables = [
    'person',
    'identity',
    'client',
    'known_key',
    'client_key',
    'account',
    'account_key',
    'record',
  ] as const;
  const more = [
    'record_block',
    'record_word',
    'word_near',
    'profile_line',
    'lead',
    'standing',
    'reservation',
    'touch',
  ] as const;
  const rest = ['contact_stop', 'handoff', 'post_subject', 'due'] as const;
  for (const table of [...tables, ...more, ...rest]) {
    const rows = await db.selectFrom(table).selectAll().execute();
    hash.update(table).update(
      rows
        .map((row) => JSON.stringify(row))
        .sort()
        .join('\n'),
    );
  }
  const posts = await db
    .selectFrom('post')
    .select(['id', 'place', 'kind', 'subject', 'remote'])
    .orderBy('id')
    .execute();
  return hash.update(JSON.stringify(posts)).digest('hex');
}

onBothEngines((engine) => {
  it('reads two clients as one once somebody says so, and gives each back what it had', async () => {
    const store = await engine.open();
    const [anna, boris] = await both(store);
    const old = await enquire(store, { name: 'Мария Ли', company: 'ООО Ромашка', email: 'maria@romashka.ru' });
    const young = await enquire(store, { name: 'Maria Lee', email: 'maria.lee@gmail.com' }, 2);
    await store.write((tx) => claimLead(tx, anna, { number: old.number }, 3));
    await store.write((tx) => claimLead(tx, boris, { number: young.number }, 4));
    const id = await questionOf(store, young.client, old.client, 5);
    const before = await everything(store.read);

    expect(await store.write((tx) => mergeClients(tx, boris, id, false, 6))).toBeUndefined();
    for (const any of [old.client, young.client]) {
      const view = await readClient(store.read, any);
      expect([view?.id, view?.name, view?.keys.length, view?.standings.length]).toEqual([old.client, 'Мария Ли', 2, 2]);
      expect(view?.entries.filter(({ kind }) => kind === 'lead.arrived')).toHaveLength(2);
    }
    // Who contacts the one is warned by who has the other.
    const contact = { client: young.client, lead: young.number, channel: 'call' } as const;
    const warned = await store.write((tx) => reserveClient(tx, boris, contact, {}, 7));
    expect('warned' in warned && warned.warned.reasons.map(({ who }) => who.name)).toEqual(['anna']);
    expect(await store.write((tx) => mergeClients(tx, anna, id, false, 8))).toMatchObject({ refused: 'same.answered' });

    const said = await judgementOf(store.read, pairOf(old.client, young.client));
    expect(await store.write((tx) => keepApart(tx, anna, said?.id ?? '', 9))).toBeUndefined();
    expect(await everything(store.read)).toBe(before);
    expect(await membersOf(store.read, young.client)).toEqual([young.client]);
    for (const stream of [old.client, young.client]) expect(await firstBrokenRow(store.read, stream)).toBeUndefined();
    // Nobody is asked again.
    await store.write((tx) => askWhether(tx, young.client, [{ client: old.client, bits: 9, evidence: [] }], 10));
    expect((await readClient(store.read, young.client))?.questions).toEqual([]);
  });

  it('stops before a chain of records, and where somebody has said that two are different', async () => {
    const store = await engine.open();
    const [anna] = await both(store);
    const clients: string[] = [];
    for (let each = 0; each < 10; each += 1)
      clients.push((await enquire(store, { email: `p${each}@chain.example` }, each + 1)).client);
    const [first = '', second = '', ...others] = clients;
    for (const other of others.slice(0, 7))
      expect(
        await store.write(async (tx) => mergeClients(tx, anna, await questionIn(tx, first, other), false, 20)),
      ).toBeUndefined();
    const ninth = await questionOf(store, first, others[7] ?? '', 21);
    expect(await store.write((tx) => mergeClients(tx, anna, ninth, false, 22))).toMatchObject({
      refused: 'same.chain',
      params: { count: 9 },
    });
    expect(await store.write((tx) => mergeClients(tx, anna, ninth, true, 23))).toBeUndefined();

    const apart = await questionOf(store, second, others[0] ?? '', 24);
    expect(await store.write((tx) => keepApart(tx, anna, apart, 25))).toBeUndefined();
    // One of them is the same as others[1]: nobody is asked that again, unless somebody asks it themselves.
    const likely = [{ client: first, bits: 9, evidence: [] }];
    await store.write((tx) => askWhether(tx, second, likely, 26));
    expect((await readClient(store.read, second))?.questions).toEqual([]);
    const again = await questionByHand(store, second, others[1] ?? '', 26);
    expect(await store.write((tx) => mergeClients(tx, anna, again, false, 27))).toMatchObject({
      refused: 'same.chain',
    });
    expect(await membersOf(store.read, second)).toEqual([second]);
  });

  it('makes one of two who merge and part the same two at once', async () => {
    const store = await engine.open();
    const [anna, boris] = await both(store);
    for (let round = 0; round < 20; round += 1) {
      const one = await enquire(store, { email: `one${round}@race.example` });
      const other = await enquire(store, { email: `other${round}@race.example` });
      const id = await questionOf(store, one.client, other.client);
      const ends = await Promise.all([
        store.write((tx) => mergeClients(tx, anna, id, false, 3)),
        store.write((tx) => keepApart(tx, boris, id, 3)),
      ]);
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      const verdict = (await judgementOf(store.read, pairOf(one.client, other.client)))?.verdict;
      expect(await membersOf(store.read, one.client)).toHaveLength(verdict === 'same' ? 2 : 1);
    }
  });
});

async function both(store: Store): Promise<[Person, Person]> {
  const [anna, boris] = await people(store, 'anna', 'boris');
  if (!anna || !boris) throw new Error('nobody was met');
  return [anna, boris];
}

async function questionIn(
  tx: Parameters<Parameters<Store['write']>[0]>[0],
  one: string,
  other: string,
): Promise<string> {
  await askWhether(tx, one, [{ client: other, bits: 3, evidence: ['name'] }], 2);
  return (await judgementOf(tx.db, pairOf(one, other)))?.id ?? '';
}
