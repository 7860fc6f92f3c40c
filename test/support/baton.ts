import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import {
  companySeed,
  leadsPlace,
  scopes,
  team,
  teamsPlace,
  tenant,
  tenantSeed,
  tokens,
} from '../../sandbox/company.ts';
import { createSlackDouble, type SlackDouble } from '../../sandbox/slack/server.ts';
import type { User } from '../../sandbox/slack/workspace.ts';
import { createTeamsDouble, type TeamsDouble } from '../../sandbox/teams/server.ts';
import { readConfig } from '../../src/config.ts';
import { type Running, start } from '../../src/main.ts';

/** A Baton that runs in the test's process, on its own database, beside a Slack and a Teams of its own. */
export type TestBaton = {
  readonly slack: SlackDouble;
  readonly teams: TeamsDouble;
  readonly url: string;
  readonly databaseUrl: string;
  postLead(body: unknown, headers?: Record<string, string>): Promise<Response>;
  restart(): Promise<void>;
  /** Stops Baton alone, so that its database can be read. */
  pause(): Promise<void>;
  stop(): Promise<void>;
};

export type TestBatonSettings = {
  readonly databaseUrl?: string;
  readonly others?: readonly User[];
  readonly rateScale?: number;
  /** Which chats it is configured for; Slack alone unless told otherwise. */
  readonly chats?: readonly ('slack' | 'teams')[];
  readonly env?: Record<string, string>;
  /** Hears every line of its log, down to the smallest. */
  readonly logged?: (line: string) => void;
};

/** Of the tests: it opens nothing anywhere else. */
export const secret = '07'.repeat(32);

/** The environment of a Baton that talks to a Slack double. */
export function environment(
  databaseUrl: string,
  apiUrl: string,
  more: Record<string, string> = {},
): Record<string, string> {
  return {
    PORT: '0',
    DATABASE_URL: databaseUrl,
    SLACK_BOT_TOKEN: tokens.bot,
    SLACK_SIGNING_SECRET: tokens.signingSecret,
    SLACK_API_URL: `${apiUrl}/api/`,
    INTAKE_TOKENS: `website:${tokens.intake}`,
    LEADS_CHANNELS: leadsPlace,
    DEFAULT_COUNTRY: 'DE',
    BATON_SECRET: secret,
    LOG_LEVEL: 'silent',
    ...more,
  };
}

/** What turns Slack off, and Teams on. */
function chatEnvironment(chats: readonly ('slack' | 'teams')[], serviceUrl: string): Record<string, string> {
  const places = { slack: leadsPlace, teams: teamsPlace };
  return {
    ...(chats.includes('slack') ? {} : { SLACK_BOT_TOKEN: '', SLACK_SIGNING_SECRET: '' }),
    ...(chats.includes('teams')
      ? { TEAMS_ALLOW_ANONYMOUS: '1', TEAMS_TENANT_ID: tenant, TEAMS_SERVICE_URL: serviceUrl }
      : {}),
    LEADS_CHANNELS: chats.map((chat) => places[chat]).join(),
  };
}

/** Headers of a request that the API lets in. */
export const bearer = { authorization: `Bearer ${tokens.intake}`, 'content-type': 'application/json' };

export async function startBaton(settings: TestBatonSettings = {}): Promise<TestBaton> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-test-'));
  const scale = settings.rateScale ?? 1000;
  let running: Running | undefined;
  let url = '';
  const slack = createSlackDouble({
    seed: companySeed(settings.others),
    botToken: tokens.bot,
    signingSecret: tokens.signingSecret,
    scopes,
    rateScale: scale,
    endpoint: () => `${url}/slack/events`,
  });
  const apiUrl = await slack.listen();
  const databaseUrl = settings.databaseUrl ?? `sqlite:${join(folder, 'baton.sqlite')}`;
  const teams = createTeamsDouble({ seed: tenantSeed(), endpoint: () => `${url}/api/messages`, rateScale: scale });
  const chats = chatEnvironment(settings.chats ?? ['slack'], await teams.listen());
  const scaled = { SLACK_RATE_SCALE: String(scale), ...chats, ...settings.env };
  const config = readConfig(environment(databaseUrl, apiUrl, scaled));
  const { logged } = settings;
  const log = logged
    ? pino({ level: 'trace' }, { write: logged })
    : pino({ level: process.env.BATON_TEST_LOG ?? 'silent' });
  const up = async (): Promise<void> => {
    running = await start(config, log);
    url = `http://127.0.0.1:${running.port}`;
  };
  await up();

  return {
    slack,
    teams,
    databaseUrl,
    get url() {
      return url;
    },
    postLead: (body, headers = {}) =>
      fetch(`${url}/api/v1/leads`, {
        method: 'POST',
        headers: { ...bearer, ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    restart: async () => {
      await running?.stop();
      await up();
    },
    pause: async () => {
      await running?.stop();
      running = undefined;
    },
    stop: async () => {
      await running?.stop();
      await slack.close();
      await teams.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The one workspace of the tests. */
export { team };
