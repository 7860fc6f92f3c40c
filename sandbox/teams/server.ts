import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Faults, hitBy, noFaults, seeded } from '../faults.ts';
import { bodyOf } from '../slack/server.ts';
import { type AdaptiveCard, faultOfCard } from './adaptive-card.ts';
import { createHands, type Hands } from './person.ts';
import { createRates } from './rates.ts';
import { type Activity, createTenant, type Tenant, type TenantSeed } from './tenant.ts';

export type TeamsDoubleSettings = {
  readonly seed: TenantSeed;
  /** The bot's `/api/messages`. */
  readonly endpoint: () => string;
  readonly rateScale?: number;
  /** The header that Teams signs a request to the bot with. */
  readonly authorization?: (serviceUrl: string) => string;
};

/** A Teams without Teams: the Bot Connector, and the people of one tenant. */
export type TeamsDouble = {
  readonly tenant: Tenant;
  readonly hands: Hands;
  readonly faults: Faults;
  readonly calls: string[];
  url(): string;
  listen(): Promise<string>;
  close(): Promise<void>;
};

type Sent = { attachments?: { content?: unknown }[]; text?: string; summary?: string };
type Asked = {
  isGroup?: boolean;
  channelData?: { channel?: { id?: string } };
  members?: { id: string }[];
  activity?: Sent;
} & Sent;

export function createTeamsDouble(settings: TeamsDoubleSettings): TeamsDouble {
  const tenant = createTenant(settings.seed);
  const rates = createRates(settings.rateScale ?? 1);
  const random = seeded(1);
  const calls: string[] = [];
  const faults = noFaults();
  let url = '';
  const server = createServer((request, response) => {
    route(request, response).catch((fault: unknown) => refuse(response, 500, String(fault)));
  });

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '' } = request;
    if (path.startsWith('/files/')) return void response.end(tenant.files.get(path.slice('/files/'.length)));
    const parts = path
      .replace(/^\/v3\//, '')
      .split('/')
      .map(decodeURIComponent);
    const body = await bodyOf(request);
    const asked = (body ? JSON.parse(body) : {}) as Asked;
    calls.push(`${method} ${parts.length > 2 ? parts[2] : parts[0]}`);
    const changes = method !== 'GET';
    const hit = changes ? hitBy(faults, random) : undefined;
    const limited =
      hit === 'limit'
        ? 1
        : changes
          ? rates.take((parts[1] ?? asked.channelData?.channel?.id ?? '').split(';')[0] ?? '')
          : undefined;
    if (limited) return refuse(response, 429, 'TooManyRequests', { 'retry-after': String(limited) });
    const answered = answer(method, parts, asked);
    if (hit === 'dropAnswer') return void request.socket.destroy();
    response
      .writeHead(answered.status, { 'content-type': 'application/json' })
      .end(JSON.stringify(answered.body ?? {}));
  }

  function answer(
    method: string,
    [, conversation, what, id]: string[],
    asked: Asked,
  ): { status: number; body?: object } {
    if (conversation === undefined) return open(asked);
    if (!tenant.exists(conversation)) return no(404, 'ConversationNotFound');
    if (what === 'members') return member(id ?? '');
    if (method === 'POST') return post(conversation, asked);
    const activity = tenant.find(id ?? '');
    if (!activity || activity.conversation !== conversation) return no(404, 'ActivityNotFoundInConversation');
    if (method === 'DELETE') {
      tenant.activities.splice(tenant.activities.indexOf(activity), 1);
      tenant.changes.emit('change');
      return { status: 200 };
    }
    const bad = faultIn(asked);
    if (bad) return bad;
    Object.assign(activity, contentOf(asked));
    activity.seenBy.clear();
    tenant.changes.emit('change');
    return { status: 200, body: { id } };
  }

  function open({ isGroup, channelData, members, activity }: Asked): { status: number; body?: object } {
    if (!isGroup) {
      const user = tenant.userOf(members?.[0]?.id ?? '');
      if (!user) return no(400, 'BadSyntax');
      if (user.installed === false) return no(403, 'BotNotInConversationRoster');
      return { status: 201, body: { id: tenant.personal(user) } };
    }
    const channel = channelData?.channel?.id ?? '';
    if (!tenant.seed.channels.includes(channel)) return no(404, 'ConversationNotFound');
    const bad = faultIn(activity ?? {});
    if (bad) return bad;
    const id = tenant.nextId();
    const conversation = `${channel};messageid=${id}`;
    add({ id, conversation, ...contentOf(activity ?? {}) });
    return { status: 201, body: { id: conversation, activityId: id } };
  }

  function post(conversation: string, asked: Asked): { status: number; body?: object } {
    const user = tenant.userOf(conversation.replace(/^a:/, ''));
    if (user?.installed === false) return no(403, 'BotNotInConversationRoster');
    const bad = faultIn(asked);
    if (bad) return bad;
    const id = tenant.nextId();
    add({ id, conversation, ...contentOf(asked) });
    return { status: 201, body: { id } };
  }

  function member(id: string): { status: number; body?: object } {
    const user = tenant.userOf(id);
    if (!user) return no(404, 'MemberNotFoundInConversation');
    const { aad, name, email, role = 'user' } = user;
    return {
      status: 200,
      body: { id: user.id, aadObjectId: aad, name, email, userPrincipalName: email, userRole: role },
    };
  }

  function add(made: Omit<Activity, 'seenBy'>): void {
    tenant.activities.push({ ...made, seenBy: new Map() });
    tenant.changes.emit('change');
  }

  const double: TeamsDouble = {
    tenant,
    faults,
    calls,
    hands: createHands(tenant, {
      endpoint: settings.endpoint,
      serviceUrl: () => url,
      authorization: settings.authorization ?? (() => ''),
    }),
    url: () => url,
    listen: () =>
      new Promise((resolve) => {
        server.listen(0, '127.0.0.1', () => {
          url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
          resolve(url);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return double;
}

function contentOf({ attachments, text = '', summary = '' }: Sent): Pick<Activity, 'card' | 'text' | 'summary'> {
  return { text, summary, card: attachments?.[0]?.content as AdaptiveCard | undefined };
}

function faultIn({ attachments, text }: Sent): { status: number; body: object } | undefined {
  const card = attachments?.[0]?.content;
  if (card === undefined) return text ? undefined : no(400, 'BadSyntax');
  const fault = faultOfCard(card);
  return fault === undefined ? undefined : no(fault.startsWith('over') ? 413 : 400, fault);
}

function no(status: number, code: string): { status: number; body: object } {
  return { status, body: { error: { code, message: code } } };
}

function refuse(response: ServerResponse, status: number, code: string, headers: Record<string, string> = {}): void {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify(no(status, code).body));
}
