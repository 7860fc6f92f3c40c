import { expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import { eraseClient } from '../../src/clients/erase/erase-client.ts';
import { keyHasher } from '../../src/clients/erase/erased-keys.ts';
import type { SourceLead } from '../../src/kernel/delivery.ts';
import { seal, unseal } from '../../src/kernel/seal.ts';
import { eraseLeads } from '../../src/leads/erase-leads.ts';
import { acceptWaiting, dropWaiting } from '../../src/leads/intake/answer-waiting.ts';
import type { Connected } from '../../src/leads/intake/connection-store.ts';
import { doubtsAbout } from '../../src/leads/intake/doubts.ts';
import { keepUnread, takeDelivery } from '../../src/leads/intake/take-delivery.ts';
import { bodyOfWaiting, openWaiting, readWaiting } from '../../src/leads/intake/waiting-store.ts';
import { readLead } from '../../src/leads/store.ts';
import { onBothEngines } from '../support/engines.ts';
import { people } from '../support/people.ts';

const intake = { channels: ['memory:1/leads'], country: 'DE' } as const;
const connection: Connected = {
  name: 'shop',
  kind: 'generic',
  settings: {},
  secret: undefined,
  tokenDigest: 'x',
  country: undefined,
};
let events = 0;
const deliver = (store: Store, lead: SourceLead, now = 1_000) => {
  events += 1;
  const contents = { event: `e${events}`, lasting: true, leads: [lead], fetch: [], kept: '{"as": "it came"}' };
  return store.write((tx) => takeDelivery(tx, connection, contents, intake, now));
};

onBothEngines((engine) => {
  it('keeps what nobody can reach or read, with the reason, until somebody mends it', async () => {
    const store = await engine.open();
    const [clara] = await people(store, 'clara');
    if (!clara) throw new Error('nobody');
    await deliver(store, { name: 'Max Muster', message: 'Call me' });
    await store.write((tx) =>
      keepUnread(tx, connection, { event: 'u1', kept: '{"name": "Ma', why: 'bad-json' }, 1_000),
    );
    const { rows, inAll } = await openWaiting(store.read, 10);
    expect([inAll, ...rows.map(({ reason }) => reason)]).toEqual([2, 'unreachable', 'unreadable']);
    const [unreached, unread] = rows;
    if (!unreached || !unread) throw new Error('nothing waits');
    expect(await bodyOfWaiting(store.read, unread.id)).toBe('{"name": "Ma');
    expect(await store.write((tx) => acceptWaiting(tx, clara, { id: unreached.id }, intake, 2_000))).toMatchObject({
      refused: 'waiting.unreachable',
    });
    const mended = { email: 'max@muster.example' };
    const taken = await store.write((tx) => acceptWaiting(tx, clara, { id: unreached.id, mended }, intake, 2_000));
    const lead = 'lead' in taken ? await readLead(store.read, taken.lead) : undefined;
    expect([lead?.name, lead?.email, lead?.message, lead?.source]).toEqual([
      'Max Muster',
      'max@muster.example',
      'Call me',
      'shop',
    ]);
    expect(await store.write((tx) => dropWaiting(tx, clara, unreached.id, 3_000))).toMatchObject({
      refused: 'waiting.over',
    });
    expect((await readWaiting(store.read, unreached.id))?.state).toBe('accepted');
  });

  it('doubts whoever was no lead before, and lets a colleague decide', async () => {
    const store = await engine.open();
    const [clara] = await people(store, 'clara');
    if (!clara) throw new Error('nobody');
    const spam = {
      name: 'Best SEO',
      email: 'win@seo.example',
      message: 'http://a.example http://b.example www.c.example',
    };
    expect(await deliver(store, spam)).toEqual([{ waiting: expect.any(String) }]);
    const [waiting] = (await openWaiting(store.read, 1)).rows;
    expect(waiting?.detail).toBe('links');
    await store.write((tx) => dropWaiting(tx, clara, waiting?.id ?? '', 2_000));
    await deliver(store, { name: 'Best SEO', email: 'Win@SEO.example', message: 'Hello again' });
    expect((await openWaiting(store.read, 1)).rows[0]?.detail).toBe('no-lead-before');
    expect(await deliver(store, { name: 'Eva Adler', email: 'eva@adler.example', message: 'A demo, please' })).toEqual([
      { lead: expect.any(Number) },
    ]);
  });

  it('takes what waited for what it is, once the source has told it better', async () => {
    const store = await engine.open();
    await deliver(store, { name: 'Max Muster', externalId: 'c1' });
    const [waiting] = (await openWaiting(store.read, 10)).rows;
    const [again] = await deliver(store, { name: 'Max Muster', externalId: 'c1' });
    expect(again).toEqual({ repeated: true });
    const [taken] = await deliver(store, { name: 'Max Muster', email: 'max@muster.example', externalId: 'c1' });
    expect(taken && 'lead' in taken).toBe(true);
    expect((await readWaiting(store.read, waiting?.id ?? ''))?.state).toBe('accepted');
    expect(await deliver(store, { name: 'Max', email: 'max@muster.example', externalId: 'c1' })).toEqual([
      { repeated: true },
    ]);
  });

  it('keeps nothing of an erased client, in no body and in no waiting room', async () => {
    const store = await engine.open();
    const [clara] = await people(store, 'clara');
    if (!clara) throw new Error('nobody');
    const max = { email: 'max@muster.example', phone: '+49 151 2345678' };
    await deliver(store, { name: 'Max Muster', externalId: 'c1' });
    const [unreached] = (await openWaiting(store.read, 10)).rows;
    const accepted = await store.write((tx) =>
      acceptWaiting(tx, clara, { id: unreached?.id ?? '', mended: max }, intake, 2_000),
    );
    await deliver(store, { name: 'Max Muster', ...max, externalId: 'c2' });
    await deliver(store, { name: 'Test', ...max, externalId: 'c3' });
    await deliver(store, { name: 'Nina', email: 'nina@example.com', externalId: 'c4' });
    const lead = 'lead' in accepted ? await readLead(store.read, accepted.lead) : undefined;
    const erasing = { actor: 'admin', hash: keyHasher(Buffer.alloc(32, 7)), parts: [eraseLeads] };
    await store.write((tx) => eraseClient(tx, lead?.client ?? '', erasing, 3_000));
    const left = await store.read.selectFrom('source_body').select('id').execute();
    const told = await store.read.selectFrom('waiting').select('told').execute();
    expect([left.length, JSON.stringify(told).includes('uster')]).toEqual([1, false]);
    expect((await openWaiting(store.read, 10)).inAll).toBe(0);
  });

  it('takes a body without an id of its own once within minutes, and as another after that', async () => {
    const store = await engine.open();
    const contents = {
      event: 'the same body',
      lasting: false,
      leads: [{ name: 'Eva', email: 'eva@adler.example' }],
      fetch: [],
      kept: '',
    };
    const taken = [];
    for (const minute of [0, 1, 9, 30])
      taken.push(
        ...(await store.write((tx) => takeDelivery(tx, connection, contents, intake, 1_000 + minute * 60_000))),
      );
    expect(taken).toEqual([
      { lead: expect.any(Number) },
      { repeated: true },
      { repeated: true },
      { lead: expect.any(Number) },
    ]);
  });
});

it('doubts what looks like a trial or a list of links, and nobody who simply writes', () => {
  const doubts = (lead: SourceLead) => doubtsAbout(lead, false);
  expect(doubts({ name: 'test', email: 'a@b.example' })).toEqual(['trial']);
  expect(doubts({ name: 'тест' })).toEqual(['trial']);
  expect(doubts({ name: '+49 30', message: '$$$ 100% !!!' })).toEqual(['no-words']);
  expect(doubts({ name: 'Test Kitchen GmbH', message: 'see https://our-site.example' })).toEqual([]);
});

it('seals a secret for its own row', () => {
  const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const sealed = seal(key, 'source/a', 'whsec_1');
  expect(sealed).not.toContain('whsec');
  expect([unseal(key, 'source/a', sealed), unseal(key, 'source/b', sealed), unseal(other, 'source/a', sealed)]).toEqual(
    ['whsec_1', undefined, undefined],
  );
  expect(unseal(key, 'source/a', `${sealed.slice(0, -2)}AA`)).toBeUndefined();
});
