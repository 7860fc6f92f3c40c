import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Conversations } from '../chat/conversations.ts';
import type { Platform } from '../chat/platform.ts';
import type { PressedCopy } from '../chat/pressed-copy.ts';
import type { Router } from '../chat/router.ts';
import { within } from '../kernel/within.ts';
import { type Answer, authenticationFor, type Registration, TeamsAdapter } from './adapter.ts';
import { connect, timeoutMs } from './connector.ts';
import { listen } from './inbound.ts';
import { teamsOutbound } from './outbound.ts';
import { readProfile } from './people.ts';
import { openReferences, type Reference } from './reference.ts';

export type TeamsSettings = {
  /** Undefined lets anybody in: for a bot on loopback that is tried out. */
  readonly app: Registration | undefined;
  /** Whose users are colleagues; when empty, everybody's that the bot is told of. */
  readonly tenants: readonly string[];
  /** Where Teams answers until a conversation says otherwise. */
  readonly serviceUrl: string;
  readonly rateScale: number;
  /** Where the keys of the channel's tokens are published, when it is not Microsoft. */
  readonly keys?: string;
};

/** Teams, open at both ends: the platform for the board, and the listener for what Teams sends. */
export type Teams = {
  readonly platform: Platform;
  receive(router: Router, pressedCopy: PressedCopy): RequestListener;
  /** Whether Microsoft gives the bot a token. */
  check(): Promise<boolean>;
};

/** No activity is longer; a card that is pressed comes back with a form's answers. */
const bodyLimit = 256 * 1024;

/** Addresses at which Teams answers bots; everybody else's could be handed the bot's token. */
const teamsHosts = ['smba.trafficmanager.net', '.botframework.com', '.teams.microsoft.com'];
/** Where people's files lie. */
const fileHosts = ['.sharepoint.com', '.svc.ms'];

/** Builds the SDK's adapter, and requests of our own to the Bot Connector. */
export function openTeams(settings: TeamsSettings, conversations: Conversations, log: Logger): Teams {
  const { app, tenants, serviceUrl, rateScale, keys } = settings;
  const { authentication, token } = authenticationFor(app, keys);
  const isOurs = (address: string): boolean => isAt(teamsHosts, address, serviceUrl);
  const adapter = new TeamsAdapter(authentication, app === undefined, isOurs);
  const references = openReferences(conversations);
  const fallback = { serviceUrl, bot: `28:${app?.id ?? 'baton'}` };
  const connector = connect(token);
  const outbound = teamsOutbound({ connector, references, tenants, fallback, rateScale, isOurs, log });

  return {
    platform: outbound.platform,
    check: async () => {
      const given = await within(
        timeoutMs,
        token().then(() => true),
      ).catch((fault: unknown) => String(fault));
      if (given !== true)
        log.warn({ why: given ?? 'no answer' }, 'Microsoft gives no token: nothing can be posted in Teams');
      return given === true;
    },
    receive: (router, pressedCopy) => {
      const profile = (identity: string, known: Reference) => readProfile(connector, tenants, identity, known);
      const keepsFiles = (address: string): boolean => isAt(fileHosts, address, serviceUrl);
      const answer = listen({ router, references, tenants, profile, keepsFiles, outbound, pressedCopy, log });
      return (request, response) => {
        answerRequest(request, response, (header, raw) => adapter.receive(header, raw, answer)).catch(
          (fault: unknown) => {
            log.error({ fault }, 'answering Teams failed');
            if (!response.headersSent) response.writeHead(500);
            response.end();
          },
        );
      };
    },
  };
}

async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  receive: (header: string | undefined, raw: unknown) => Promise<Answer>,
): Promise<void> {
  if (request.method !== 'POST') return void response.writeHead(405, { allow: 'POST' }).end();
  const body = await bodyOf(request);
  if (body === undefined) return void response.writeHead(413).end();
  const { status, body: answer } = await receive(request.headers.authorization, parsed(body));
  response.writeHead(status, answer === undefined ? {} : { 'content-type': 'application/json' });
  response.end(answer === undefined ? undefined : JSON.stringify(answer));
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > bodyLimit) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** An address at one of some hosts over https, or at the very one that was configured. */
function isAt(hosts: readonly string[], address: string, configured: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, origin } = new URL(address);
  if (origin === new URL(configured).origin) return true;
  const known = hosts.some((host) => (host.startsWith('.') ? hostname.endsWith(host) : hostname === host));
  return protocol === 'https:' && known;
}
