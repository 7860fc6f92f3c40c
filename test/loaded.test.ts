import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ended, outputOf, startChild } from '../sandbox/child.ts';
import { companySeed, leadsPlace, scopes, teamsPlace, tenant, tokens } from '../sandbox/company.ts';
import { freePort } from '../sandbox/free-port.ts';
import { createSlackDouble, type SlackDouble } from '../sandbox/slack/server.ts';
import { environment } from './support/baton.ts';
import { until } from './support/until.ts';

let slack: SlackDouble;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-test-'));
  slack = createSlackDouble({
    seed: companySeed(),
    botToken: tokens.bot,
    signingSecret: tokens.signingSecret,
    scopes,
    endpoint: () => '',
  });
  await slack.listen();
});
afterAll(async () => {
  await slack.close();
  await rm(folder, { recursive: true, force: true });
});

/** Starts Baton as in production, waits until it is up, ends it, and gives every module that it has loaded. */
async function modulesWith(more: Record<string, string>): Promise<string[]> {
  const [port, list] = [await freePort(), join(folder, `modules-${Object.keys(more).length}.json`)];
  const env = {
    ...process.env,
    ...environment(`sqlite:${join(folder, `${port}.sqlite`)}`, slack.workspace.address.url, {
      PORT: String(port),
      ...more,
    }),
    MODULE_LIST: list,
  };
  const preloaded = new URL('support/list-modules.ts', import.meta.url).href;
  const child = startChild('src/main.ts', { ...env, LOG_LEVEL: 'info' }, { output: 'pipe', preloaded: [preloaded] });
  const [said, gone] = [outputOf(child), ended(child)];
  await until('Baton to be up', () => said().includes('Baton is up'));
  child.kill('SIGTERM');
  expect(await gone).toBe(0);
  return JSON.parse(await readFile(list, 'utf8'));
}

const ofTeams = /\/src\/teams\/|\/node_modules\/(botbuilder|botframework|@azure\/msal)/;

it('loads nothing of Teams where Teams is not configured', async () => {
  const loaded = await modulesWith({});
  expect(loaded.filter((url) => ofTeams.test(url))).toEqual([]);
  expect(loaded.some((url) => url.endsWith('/src/slack/app.ts'))).toBe(true);
});

it('loads it where Teams is configured', async () => {
  const loaded = await modulesWith({
    TEAMS_ALLOW_ANONYMOUS: '1',
    TEAMS_TENANT_ID: tenant,
    LEADS_CHANNELS: `${leadsPlace},${teamsPlace}`,
  });
  expect(loaded.some((url) => url.endsWith('/src/teams/app.ts'))).toBe(true);
  expect(loaded.some((url) => url.includes('/node_modules/botbuilder/'))).toBe(true);
});
