import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Faults, hitBy, noFaults, seeded } from '../faults.ts';
import type { Block } from './block-kit.ts';
import { uploadedBytes } from './files.ts';
import { badMessage, methods } from './methods.ts';
import { createHands, type Hands } from './person.ts';
import { createRates, type Rates } from './rates.ts';
import { createSender, type Sender } from './sender.ts';
import { createWorkspace, type Message, type Seed, type Workspace } from './workspace.ts';

export type SlackDoubleSettings = {
  readonly seed: Seed;
  readonly botToken: string;
  readonly signingSecret: string;
  readonly scopes: readonly string[];
  /** The app's endpoint; asked at each request, as the app may come up later and elsewhere. */
  readonly endpoint: () => string;
  /** How many times Slack's own rates. */
  readonly rateScale?: number;
  /** Which calls the faults hit. */
  readonly randomSeed?: number;
  /** Anything else that is asked of this server: the page. */
  readonly elsewhere?: (request: IncomingMessage, response: ServerResponse, slack: SlackDouble) => void;
};

/** A Slack without Slack: the Web API, response addresses, and the people of one workspace. */
export type SlackDouble = {
  readonly workspace: Workspace;
  readonly sender: Sender;
  readonly hands: Hands;
  readonly faults: Faults;
  readonly rates: Rates;
  /** Every call of the Web API that was let in, in order. */
  readonly calls: { method: string; at: number }[];
  listen(port?: number): Promise<string>;
  close(): Promise<void>;
};

/** Posts to one response address: at most five within half an hour. */
const mostAnswers = 5;
const answersFor = 30 * 60_000;

export function createSlackDouble(settings: SlackDoubleSettings): SlackDouble {
  const workspace = createWorkspace(settings.seed);
  const rates = createRates(settings.rateScale ?? 1);
  const random = seeded(settings.randomSeed ?? 1);
  const addresses = new Map<string, { user: string; channel: string; message?: Message; at: number; left: number }>();
  const sender = createSender({
    workspace,
    signingSecret: settings.signingSecret,
    endpoint: settings.endpoint,
    responseUrl: (to) => {
      const id = workspace.nextId('R');
      addresses.set(id, { ...to, at: Date.now(), left: mostAnswers });
      return `${workspace.address.url}/response/${id}`;
    },
  });
  const server: Server = createServer((request, response) => {
    route(request, response).catch((fault: unknown) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(fault));
    });
  });
  const double: SlackDouble = {
    workspace,
    sender,
    hands: createHands(workspace, sender),
    faults: noFaults(),
    rates,
    calls: [],
    listen: (port = 0) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
          workspace.address.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
          resolve(workspace.address.url);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/';
    if (url.startsWith('/api/')) return api(url.slice('/api/'.length), request, response);
    if (url.startsWith('/response/')) return respond(url.slice('/response/'.length), request, response);
    if (url.startsWith('/files/')) return file(url.slice('/files/'.length), request, response);
    if (settings.elsewhere) return settings.elsewhere(request, response, double);
    response.writeHead(404).end();
  }

  async function api(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const args = argsOf(await bodyOf(request), request.headers['content-type'] ?? '');
    const method = methods[name];
    if (!method) return json(response, { ok: false, error: 'unknown_method' });
    if (request.headers.authorization !== `Bearer ${settings.botToken}`)
      return json(response, { ok: false, error: 'invalid_auth' });
    if (method.scope && !settings.scopes.includes(method.scope))
      return json(response, { ok: false, error: 'missing_scope', needed: method.scope });
    if (double.faults.delayMs > 0) await sleep(double.faults.delayMs);
    const hit = method.changes ? hitBy(double.faults, random) : undefined;
    const limited = hit === 'limit' ? { retryAfter: 1 } : rates.take(name, String(args.channel ?? ''));
    if (limited) return tooMany(response, limited.retryAfter);
    double.calls.push({ method: name, at: Date.now() });
    const result = method.run(workspace, args);
    if (hit === 'dropAnswer') return void request.socket.destroy();
    json(response, result);
  }

  async function file(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const known = workspace.files.get(id);
    if (!known) return void response.writeHead(404).end();
    if (request.method === 'GET') {
      const mayRead = settings.scopes.includes('files:read');
      const known = request.headers.authorization === `Bearer ${settings.botToken}`;
      // Slack answers whoever has no right to a file with its sign-in page.
      if (!mayRead || !known) return void response.writeHead(302, { location: '/sign-in' }).end();
      return void response.end(workspace.files.get(id)?.body);
    }
    known.body = await uploadedBytes(request);
    response.end(`OK - ${known.body.length}`);
  }

  async function respond(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = addresses.get(id);
    if (!address || address.left === 0 || Date.now() - address.at > answersFor)
      return void response.writeHead(404).end('expired_url');
    address.left -= 1;
    const answer = JSON.parse(await bodyOf(request)) as {
      text?: string;
      blocks?: Block[];
      response_type?: string;
      replace_original?: boolean;
    };
    const bad = badMessage(answer);
    if (bad) return json(response, bad, 400);
    const { user, channel, message } = address;
    if (answer.replace_original && message) workspace.edit(message, answer.text ?? '', answer.blocks ?? []);
    else
      workspace.add({
        channel,
        user: settings.seed.bot.id,
        text: answer.text ?? '',
        blocks: answer.blocks ?? [],
        ...(answer.response_type === 'in_channel' ? {} : { only: user }),
      });
    response.end('ok');
  }

  return double;
}

function tooMany(response: ServerResponse, retryAfter: number): void {
  response
    .writeHead(429, { 'content-type': 'application/json', 'retry-after': String(retryAfter) })
    .end('{"ok":false,"error":"ratelimited"}');
}

function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** The fields that the client sends as JSON inside a form. */
const structured = new Set(['blocks', 'metadata', 'view', 'files']);

function argsOf(body: string, contentType: string): Record<string, unknown> {
  if (contentType.includes('json')) return JSON.parse(body || '{}');
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [name, structured.has(name) ? JSON.parse(value) : value]),
  );
}

/** The body of a request as text. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
