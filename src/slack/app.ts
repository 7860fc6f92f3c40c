import type { RequestListener } from 'node:http';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Directory } from '../chat/directory.ts';
import type { Platform } from '../chat/platform.ts';
import type { Router } from '../chat/router.ts';
import { type Clock, minute, second } from '../kernel/clock.ts';
import { listen } from './inbound.ts';
import { slackPlatform, timeoutMs } from './outbound.ts';

export type SlackSettings = {
  readonly botToken: string;
  readonly signingSecret: string;
  /** Whose users are colleagues; when empty, those of the bot's own workspace. */
  readonly workspaces: readonly string[];
  readonly apiUrl: string;
  readonly rateScale: number;
};

/** Slack, open at both ends: the platform for the board, and the listener for what Slack sends. */
export type Slack = {
  readonly platform: Platform;
  /** Answers requests once the router is there. */
  receive(router: Router): RequestListener;
  /** Asks Slack whether the token is good; throws if it says no, false if it cannot be reached. */
  check(): Promise<boolean>;
};

/** Slack does not accept the token: somebody must mend it. */
export class SlackRefused extends Error {
  constructor(why: string) {
    super(`Slack refuses SLACK_BOT_TOKEN: ${why}`);
    this.name = 'SlackRefused';
  }
}

/** What Slack answers for a token that nobody but an administrator can mend. */
const dead = new Set(['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired']);

/** Bolt refuses old time stamps only; one from the future could be replayed until its time has passed. */
const mostAhead = 5 * minute;

/** Builds the Web API client and Bolt over HTTP. Writes are never retried by the client: the board does that. */
export function openSlack(settings: SlackSettings, directory: Directory, clock: Clock, log: Logger): Slack {
  const client = new WebClient(settings.botToken, {
    slackApiUrl: settings.apiUrl,
    retryConfig: { retries: 0 },
    timeout: timeoutMs,
    rejectRateLimitedCalls: true,
    logger: quiet(log),
  });
  const whoWeAre = remembered(async () => (await client.auth.test()).team_id ?? '', clock);
  const isOurs = async (team: string) =>
    settings.workspaces.length > 0 ? settings.workspaces.includes(team) : team === (await whoWeAre());
  const platform = slackPlatform({ client, directory, isOurs, rateScale: settings.rateScale, log });

  return {
    platform,
    check: async () => {
      try {
        await whoWeAre();
        return true;
      } catch (fault) {
        if (fault instanceof WebAPIPlatformError && dead.has(fault.data.error))
          throw new SlackRefused(fault.data.error);
        log.warn({ why: String(fault) }, 'Slack cannot be reached; leads are taken in, and posted once it answers');
        return false;
      }
    },
    receive: (router) => {
      const receiver = new HTTPReceiver({
        signingSecret: settings.signingSecret,
        endpoints: '/slack/events',
        logger: quiet(log),
      });
      const app = new App({
        receiver,
        // Nothing is kept between requests: what is true stands in the database.
        convoStore: false,
        logger: quiet(log),
        authorize: async () => ({ botToken: settings.botToken }),
        clientOptions: { slackApiUrl: settings.apiUrl },
      });
      app.error(async (fault) => log.error({ fault }, 'answering Slack failed'));
      const fetching = { token: settings.botToken, apiUrl: settings.apiUrl };
      listen(app, { router, client, directory, profile: platform.profile, fetching, log });
      return (request, response) => {
        const stamped = Number(request.headers['x-slack-request-timestamp']) * second;
        if (request.method !== 'POST') return void response.writeHead(405, { allow: 'POST' }).end();
        if (stamped > clock() + mostAhead) return void response.writeHead(401).end();
        receiver.requestListener(request, response);
      };
    },
  };
}

/** Remembers a success for a minute; a failure is asked about again at the next call. */
function remembered<T>(ask: () => Promise<T>, clock: Clock): () => Promise<T> {
  let known: { at: number; answer: Promise<T> } | undefined;
  return () => {
    if (known && clock() - known.at < minute) return known.answer;
    const asked = { at: clock(), answer: ask() };
    known = asked;
    asked.answer.catch(() => {
      if (known === asked) known = undefined;
    });
    return asked.answer;
  };
}

/** Slack's packages log through ours, and only what somebody should read. */
function quiet(log: Logger) {
  return {
    debug: () => {},
    info: () => {},
    warn: (...words: unknown[]) => log.debug({ slack: words.map(String) }, 'Slack client'),
    error: (...words: unknown[]) => log.warn({ slack: words.map(String) }, 'Slack client'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
