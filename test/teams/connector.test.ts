import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { authenticationFor } from '../../src/teams/adapter.ts';
import { connect } from '../../src/teams/connector.ts';
import { failureOf, lossOf } from '../../src/teams/faults.ts';
import { registration } from '../support/teams.ts';

const asked: (string | undefined)[] = [];
const server = createServer((request, response) => {
  asked.push(request.headers.authorization);
  response.writeHead(429, { 'retry-after': '0' }).end('{"error":{"code":"TooManyRequests"}}');
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

it('sends the bot’s token, and reads a wait that says nothing as none', async () => {
  const answered = await connect(async () => 'secret')(url, 'POST', 'conversations', {});
  expect([asked, failureOf(answered, 'lane')]).toEqual([
    ['Bearer secret'],
    { is: 'limited', lane: 'lane', waitMs: undefined },
  ]);
});

it('has sent nothing when no token comes', async () => {
  const failing = connect(() => Promise.reject(new Error('no such tenant')));
  const fault = await failing(url, 'POST', 'conversations', {}).catch((each: unknown) => each);
  expect([lossOf(fault).is, asked.length]).toEqual(['again', 1]);
});

it.each(['SingleTenant', 'MultiTenant'] as const)('asks Microsoft for the token of a %s bot', async (type) => {
  const own = await authenticationFor({ ...registration, type }, undefined).own();
  expect(own?.oAuthEndpoint).toMatch(/^https:\/\/login\.microsoftonline\.com\/[\w.-]+$/);
});

it('needs no secret for a managed identity', async () => {
  const own = await authenticationFor({ ...registration, type: 'UserAssignedMSI', password: '' }, undefined).own();
  expect(own?.appId).toBe(registration.id);
});
