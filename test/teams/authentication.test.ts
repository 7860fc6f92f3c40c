import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aadOf, teamsChannel, tenant, tenantSeed } from '../../sandbox/company.ts';
import { createTeamsDouble, type TeamsDouble } from '../../sandbox/teams/server.ts';
import type { Router } from '../../src/chat/router.ts';
import { openTeams } from '../../src/teams/app.ts';
import { sayer } from '../../src/words/say.ts';
import { memoryConversations, registration } from '../support/teams.ts';

const channelIssuer = 'https://api.botframework.com';
const minutes = 60;

/** Keys of our own, published as Microsoft publishes its own: one is endorsed for Teams, one for another channel. */
const pairs = {
  teams: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  webchat: generateKeyPairSync('rsa', { modulusLength: 2048 }),
};
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

function startKeyServer(): Promise<{ url: string; server: Server; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { port } = server.address() as AddressInfo;
    const keys = Object.entries(pairs).map(([name, { publicKey }]) => ({
      ...publicKey.export({ format: 'jwk' }),
      kid: name,
      use: 'sig',
      alg: 'RS256',
      endorsements: [name === 'teams' ? 'msteams' : name],
    }));
    const documents = {
      '/openid/emulator': { issuer: channelIssuer, jwks_uri: `http://127.0.0.1:${port}/keys` },
      '/openid': { issuer: channelIssuer, jwks_uri: `http://127.0.0.1:${port}/keys` },
      '/keys': { keys },
    };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(documents[request.url as '/keys'] ?? {}));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/openid`, server, asked }),
    );
  });
}

type Token = { claims?: Record<string, unknown>; header?: Record<string, unknown>; key?: KeyObject };

function token(serviceUrl: string, { claims = {}, header = {}, key = pairs.teams.privateKey }: Token = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    iss: channelIssuer,
    aud: registration.id,
    nbf: now - 10,
    exp: now + 10 * minutes,
    serviceurl: serviceUrl,
    ...claims,
  };
  const parts = [{ alg: 'RS256', typ: 'JWT', kid: 'teams', ...header }, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = header.alg === 'none' ? '' : createSign('RSA-SHA256').update(parts).sign(key).toString('base64url');
  return `Bearer ${parts}.${signature}`;
}

let keyServer: Awaited<ReturnType<typeof startKeyServer>>;
let bot: Server;
let double: TeamsDouble;
const spoken: string[] = [];
const remembered: string[] = [];
const say = sayer('en', 'UTC');

/** A router that notes what gets through: nothing else may. */
const router: Router = {
  strangers: say,
  opensForm: () => false,
  speaksForm: () => false,
  press: async ({ action }) => {
    spoken.push(action);
    return { reply: { kind: 'done' }, say };
  },
  speak: async ({ word }) => {
    spoken.push(word);
    return { reply: { kind: 'done' }, say };
  },
};

beforeAll(async () => {
  keyServer = await startKeyServer();
  double = createTeamsDouble({ seed: tenantSeed(), endpoint: () => '', rateScale: 100 });
  const serviceUrl = await double.listen();
  const conversations = memoryConversations();
  const teams = openTeams(
    { app: registration, tenants: [tenant], serviceUrl, rateScale: 1, keys: keyServer.url },
    { ...conversations, remember: async (place, reference) => void remembered.push(place, reference) },
    pino({ level: 'silent' }),
  );
  bot = createServer(teams.receive(router, async () => undefined));
  await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  spoken.length = 0;
  remembered.length = 0;
});
afterAll(async () => {
  bot.close();
  keyServer.server.close();
  await double.close();
});

const activity = (more: object = {}) => ({
  type: 'invoke',
  name: 'adaptiveCard/action',
  id: 'a1',
  channelId: 'msteams',
  serviceUrl: double.url(),
  from: { id: '29:anna', aadObjectId: aadOf('U0ANNA') },
  recipient: { id: `28:${registration.id}` },
  conversation: { id: `${teamsChannel};messageid=1`, tenantId: tenant, conversationType: 'channel' },
  replyToId: '1',
  value: { action: { type: 'Action.Execute', verb: 'lead.claim', data: { baton: { id: '1' } } } },
  ...more,
});
const send = async (authorization: string | undefined, body: object | string = activity()): Promise<number> => {
  const { port } = bot.address() as AddressInfo;
  const headers = { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) };
  const raw = typeof body === 'string' ? body : JSON.stringify(body);
  return (await fetch(`http://127.0.0.1:${port}/api/messages`, { method: 'POST', headers, body: raw })).status;
};
const now = () => Math.floor(Date.now() / 1000);

describe('who may speak to the bot', () => {
  it('lets in a token of the channel for this bot and this address', async () => {
    expect(await send(token(double.url()))).toBe(200);
    expect(spoken).toEqual(['lead.claim']);
    expect(remembered.length).toBeGreaterThan(0);
  });

  it.each<[string, () => string | undefined]>([
    ['no token', () => undefined],
    ['an empty token', () => 'Bearer '],
    ['rubbish', () => 'Bearer a.b.c'],
    ['another kind of authorization', () => 'Basic YTpi'],
    ['for another bot', () => token(double.url(), { claims: { aud: '33333333-3333-4333-8333-333333333333' } })],
    ['from another issuer', () => token(double.url(), { claims: { iss: 'https://sts.windows.net/x/' } })],
    [
      'from the emulator’s issuer',
      () =>
        token(double.url(), {
          claims: { iss: 'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0' },
        }),
    ],
    [
      'expired for ten minutes',
      () => token(double.url(), { claims: { exp: now() - 10 * minutes, nbf: now() - 20 * minutes } }),
    ],
    ['for another address', () => token('https://smba.trafficmanager.net/emea/')],
    ['for no address', () => token(double.url(), { claims: { serviceurl: undefined } })],
    [
      'by a key that is not endorsed for Teams',
      () => token(double.url(), { header: { kid: 'webchat' }, key: pairs.webchat.privateKey }),
    ],
    ['by a key nobody knows', () => token(double.url(), { header: { kid: 'other' }, key: stranger.privateKey })],
    ['by another key under a known name', () => token(double.url(), { key: stranger.privateKey })],
    ['alg none', () => token(double.url(), { header: { alg: 'none' } })],
  ])('refuses a token %s, without any effect', async (_name, made) => {
    expect(await send(made())).toBe(401);
    expect([spoken, remembered]).toEqual([[], []]);
  });

  it.each<[string, object | string, number]>([
    ['without an address', { serviceUrl: undefined }, 400],
    ['with an address that is not Teams', { serviceUrl: 'https://evil.example/' }, 403],
    ['with an address that looks like Teams', { serviceUrl: 'https://smba.trafficmanager.net.evil.example/' }, 403],
    ['with a plain http address', { serviceUrl: 'http://smba.trafficmanager.net/teams/' }, 403],
    ['without a type', { type: undefined }, 400],
    ['without a channel', { channelId: undefined }, 400],
  ])('refuses an activity %s, with the best of tokens', async (_name, change, status) => {
    const body = activity(change as object);
    expect(await send(token(String((change as { serviceUrl?: string }).serviceUrl ?? double.url())), body)).toBe(
      status,
    );
    expect([spoken, remembered]).toEqual([[], []]);
  });

  it('survives what is no activity at all', async () => {
    for (const body of ['', '{', 'null', '[]', '"x"', '{}', '{"type":1}'])
      expect(await send(undefined, body)).toBe(400);
    expect(await send(token(double.url()))).toBe(200);
  });

  it('asks nobody but the channel for keys', async () => {
    // Whole enough for the SDK's emulator door, whose keys are published at an address of their own.
    const emulator = {
      iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
      ver: '1.0',
      appid: registration.id,
    };
    expect(await send(token(double.url(), { claims: emulator }))).toBe(401);
    expect(keyServer.asked.length).toBeGreaterThan(0);
    expect(keyServer.asked.filter((path) => path !== '/openid' && path !== '/keys')).toEqual([]);
  });
});
