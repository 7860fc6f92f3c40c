import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ended, outputOf, startChild } from '../sandbox/child.ts';
import { freePort } from '../sandbox/free-port.ts';
import { environment } from './support/baton.ts';
import { until } from './support/until.ts';

/** Runs main.ts as production does, until it ends by itself or `during` is over. */
async function run(env: Record<string, string>, during?: (kill: (signal: NodeJS.Signals) => void) => Promise<void>) {
  const child = startChild('src/main.ts', { PATH: process.env.PATH, ...env }, { output: 'pipe' });
  const [said, gone] = [outputOf(child), ended(child)];
  await during?.((signal) => child.kill(signal));
  return { code: await gone, output: said() };
}

const folder = mkdtempSync(join(tmpdir(), 'baton-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const file = (): string => `sqlite:${join(folder, `${++files}.sqlite`)}`;
const unreachable = 'http://127.0.0.1:1';

it('stops at once when it is not configured, and says how to mend it', async () => {
  const { code, output } = await run({});
  expect(code).toBe(1);
  for (const name of ['SLACK_BOT_TOKEN', 'SLACK_BOT_TOKEN or TEAMS_APP_ID', 'LEADS_CHANNELS'])
    expect(output).toContain(name);
  expect(output).not.toContain('    at ');
});

it('says that a port is taken', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const { code, output } = await run(environment(file(), unreachable, { PORT: String(port) }));
  other.close();
  expect([code, output.trim()]).toEqual([1, `Port ${port} is taken: stop what listens there, or set PORT to another.`]);
});

it('says that Slack refuses the token', async () => {
  const slack = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end('{"ok":false,"error":"invalid_auth"}'),
  );
  await new Promise<void>((resolve) => slack.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(slack.address() as AddressInfo).port}`;
  const { code, output } = await run(environment(file(), url));
  slack.close();
  expect([code, output]).toEqual([1, 'Slack refuses SLACK_BOT_TOKEN: invalid_auth\n']);
});

it('takes leads in while Slack cannot be reached, says so, and stops cleanly', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { code } = await run(environment(file(), unreachable, { PORT: String(port) }), async (kill) => {
    await until('Baton', () =>
      fetch(`${url}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    const headers = { authorization: 'Bearer sandbox-intake-token', 'content-type': 'application/json' };
    const answer = await fetch(`${url}/api/v1/leads`, { method: 'POST', headers, body: '{"email":"max@example.com"}' });
    expect(answer.status).toBe(201);
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ ready: false, unready: ['slack'] });
    kill('SIGTERM');
  });
  expect(code).toBe(0);
});

it('stops in order when it is told to while it still starts', async () => {
  const asked = Promise.withResolvers<void>();
  const told = Promise.withResolvers<void>();
  const slack = createServer(async (_request, response) => {
    asked.resolve();
    await told.promise;
    response.setHeader('content-type', 'application/json').end('{"ok":true,"team_id":"T1","user_id":"U1"}');
  });
  await new Promise<void>((resolve) => slack.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(slack.address() as AddressInfo).port}`;
  const { code } = await run(environment(file(), url), async (kill) => {
    await asked.promise;
    kill('SIGTERM');
    told.resolve();
  });
  slack.close();
  expect(code).toBe(0);
});
