import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { addSource } from '../../src/cli/source.ts';
import type { Connection, Delivery } from '../../src/kernel/delivery.ts';
import { readConnection } from '../../src/leads/intake/connection-store.ts';
import { fetchAgain, fetchLead } from '../../src/leads/intake/fetch-lead.ts';
import { takeDelivery } from '../../src/leads/intake/take-delivery.ts';
import { makeCalls } from '../../src/outbox/make-calls.ts';
import { createSources } from '../../src/sources/index.ts';
import { digestOf } from '../../src/sources/verify.ts';
import { onBothEngines } from '../support/engines.ts';

const tuesday = Date.parse('2026-11-24T10:00:00Z');
const sources = createSources();
const secret = randomBytes(32);
const config = { secret, publicUrl: 'https://baton.example' };
const byToken = (kind: string): Connection => ({
  name: 't',
  kind,
  settings: {},
  secret: undefined,
  tokenDigest: digestOf('t'),
});
const form = (body: string): Delivery => ({
  method: 'POST',
  url: '',
  query: { token: 't' },
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  raw: Buffer.from(body),
});
const leadsOf = async (kind: string, body: string) => {
  const read = await sources.understand(byToken(kind), form(body), tuesday);
  return read.is === 'read' ? read.leads : read;
};

it('takes what nobody has sorted in Kommo, and every contact of a delivery', async () => {
  const unsorted =
    'unsorted[add][0][uid]=abc&unsorted[add][0][source_data][form_name]=Price&' +
    'unsorted[add][0][source_data][name]=Ann&unsorted[add][0][source_data][phone]=%2B491512345678';
  expect(await leadsOf('kommo', unsorted)).toMatchObject([
    { name: 'Ann', phone: '+491512345678', form: 'Price', externalId: 'abc' },
  ]);
  const two =
    'contacts[add][0][id]=1&contacts[add][0][name]=A&contacts[add][1][id]=2&contacts[add][1][name]=B&leads[add][0][id]=9';
  expect(await leadsOf('kommo', two)).toMatchObject([
    { name: 'A', externalId: '1' },
    { name: 'B', externalId: '2' },
  ]);
});

it('leaves out what Contact Form 7 tells itself', async () => {
  const body = '_wpcf7=12&_wpcf7_version=5.9&_wpcf7_posted_data_hash=abc&your-name=Ann&your-email=a%40x.example';
  expect(await leadsOf('contact_form_7', body)).toEqual([{ name: 'Ann', email: 'a@x.example', form: '12' }]);
});

onBothEngines((engine) => {
  const add = async (kind: string, given: { secret?: string; settings?: object }) => {
    const store = await engine.open();
    const printed: string[] = [];
    const said = { name: 'site', kind, secret: given.secret, country: undefined, settings: given.settings ?? {} };
    await addSource(store, said, config, (_words, facts) => printed.push(JSON.stringify(facts)), tuesday);
    return { store, printed: printed.join() };
  };

  it('prints an address that works, with the secret in it where a source can prove nothing', async () => {
    const { store, printed } = await add('generic', { secret: 'a b' });
    const query = Object.fromEntries(new URL(JSON.parse(printed).url).searchParams);
    const connection = await readConnection(store.read, 'site', secret);
    if (!connection) throw new Error('not connected');
    const delivery = { ...form('email=a%40x.example'), query };
    expect((await sources.understand(connection, delivery, tuesday)).is).toBe('read');
    expect((await sources.understand(connection, { ...delivery, query: {} }, tuesday)).is).toBe('refused');
  });

  it('keeps tokens and addresses of APIs sealed', async () => {
    const settings = { api: 'https://b24.example/rest/1/CODE', apiToken: 'TOP-SECRET' };
    const { store } = await add('bitrix24', { secret: 'app-secret', settings });
    const rows = JSON.stringify(await store.read.selectFrom('source').selectAll().execute());
    for (const hidden of ['CODE', 'TOP-SECRET', 'app-secret']) expect(rows).not.toContain(hidden);
    expect((await readConnection(store.read, 'site', secret))?.settings).toEqual(settings);
  });

  it('lets two enquiries of one delivery wait, and be told better, each for itself', async () => {
    const { store } = await add('hubspot', { secret: 's' });
    const intake = { channels: ['memory:1/leads'], country: 'DE' } as const;
    const connection = await readConnection(store.read, 'site', secret);
    if (!connection) throw new Error('not connected');
    const tell = (event: string, leads: readonly object[]) => {
      const contents = { event, lasting: true, kept: '{}', leads, fetch: [] };
      return store.write((tx) => takeDelivery(tx, connection, contents, intake, tuesday));
    };
    await tell('e1', [
      { externalId: '1', name: 'Eva' },
      { externalId: '2', name: 'Max' },
    ]);
    await tell('e2', [{ externalId: '1', name: 'Eva Adler' }]);
    await tell('e3', [{ externalId: '2', email: 'max@x.example' }]);
    const rows = await store.read.selectFrom('waiting').select(['told', 'state']).orderBy('external_id').execute();
    expect(rows.map(({ told, state }) => [JSON.parse(told).name, state])).toEqual([
      ['Eva Adler', 'open'],
      ['Max', 'accepted'],
    ]);
  });

  it('fetches again what could not be fetched: when asked to, and when the source tells of it again', async () => {
    const { store } = await add('bitrix24', { secret: 's' });
    const intake = { channels: ['memory:1/leads'], country: 'DE', secret } as const;
    const kinds = { 'source.fetch': fetchLead(sources, intake) };
    const log = pino({ level: 'silent' });
    let now = tuesday;
    const clock = () => {
      now += 1;
      return now;
    };
    const call = async () => makeCalls(store, kinds, clock, log);
    const states = async () =>
      (await store.read.selectFrom('outbox').select('state').execute()).map(({ state }) => state);
    const tell = async (event: string) => {
      const connection = await readConnection(store.read, 'site', secret);
      if (!connection) throw new Error('not connected');
      const contents = { event, lasting: true, kept: '{}', leads: [], fetch: [{ externalId: '77' }] };
      await store.write((tx) => takeDelivery(tx, connection, contents, intake, clock()));
    };
    // Nobody has said yet where to fetch it.
    await tell('e1');
    await call();
    expect(await states()).toEqual(['dead']);
    const waiting = await store.read.selectFrom('waiting').select(['id', 'reason', 'state']).execute();
    expect(waiting).toMatchObject([{ reason: 'not-fetched', state: 'open' }]);
    await tell('e2');
    expect(await states()).toEqual(['new']);
    await call();
    expect(await states()).toEqual(['dead']);
    await store.write((tx) => fetchAgain(tx, waiting[0]?.id ?? '', now));
    expect(await states()).toEqual(['new']);
    // Then it answers: what waited is a lead by itself.
    const answer = { ...kinds['source.fetch'], call: async () => ({ is: 'done', body: contactOf() }) as const };
    await makeCalls(store, { 'source.fetch': answer }, clock, log);
    const after = await store.read.selectFrom('waiting').select(['state', 'lead']).execute();
    expect(after).toEqual([{ state: 'accepted', lead: 1 }]);
    expect(await store.read.selectFrom('lead').select('email').execute()).toEqual([{ email: 'ann@x.example' }]);
  });
});

function contactOf(): string {
  return JSON.stringify({ result: { ID: '77', NAME: 'Ann', EMAIL: [{ VALUE: 'ann@x.example', VALUE_TYPE: 'WORK' }] } });
}
