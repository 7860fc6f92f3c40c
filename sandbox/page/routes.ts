import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { uploadedBytes } from '../slack/files.ts';
import { bodyOf, type SlackDouble } from '../slack/server.ts';
import type { Channel, User } from '../slack/workspace.ts';
import { homeTab, renderPage, renderParts } from './shell.ts';

const here = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const blocksCss = createRequire(import.meta.url).resolve('slack-blocks-to-jsx/dist/style.css');
const files: Readonly<Record<string, { type: string; body: string }>> = {
  '/page.css': { type: 'text/css', body: here('page.css') },
  '/page.js': { type: 'text/javascript', body: here('page.js') },
  '/logo.svg': { type: 'image/svg+xml', body: here('logo.svg') },
  '/blocks.css': { type: 'text/css', body: readFileSync(blocksCss, 'utf8') },
};

/** The page on which a person acts as any colleague. */
export async function servePage(request: IncomingMessage, response: ServerResponse, slack: SlackDouble): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const file = files[url.pathname];
  if (file) return answer(response, file.type, file.body);
  if (url.pathname === '/events') return follow(request, response, slack);
  const [, as, userId = '', where = ''] = url.pathname.split('/');
  const first = [...slack.workspace.users.values()].find(({ bot }) => !bot);
  if (as !== 'as') return void response.writeHead(302, { location: `/as/${first?.id}` }).end();

  const reader = slack.workspace.users.get(userId);
  if (!reader) return void response.writeHead(404).end('nobody of that name');
  if (request.method === 'POST' && where === 'attach') {
    const bytes = await uploadedBytes(request);
    return answer(response, 'text/plain', slack.hands.attach(url.searchParams.get('name') ?? 'file', bytes));
  }
  if (request.method === 'POST') return act(where, reader, await bodyOf(request), response, slack);
  const home = where === 'home';
  if (home && !url.searchParams.has('parts')) await slack.hands.openHome(reader.id);
  const channel = home ? homeTab : (slack.workspace.channels.get(where) ?? firstChannel(slack, reader));
  if (!channel) return void response.writeHead(404).end('no such channel');
  if (url.searchParams.has('parts'))
    return answer(response, 'application/json', JSON.stringify(renderParts(slack.workspace, reader, channel)));
  return answer(response, 'text/html; charset=utf-8', renderPage(slack.workspace, reader, channel).html);
}

function firstChannel({ workspace }: SlackDouble, reader: User): Channel | undefined {
  return [...workspace.channels.values()].find(({ members, with: other }) => members.has(reader.id) && !other);
}

/** What a colleague does on the page; the app's answer shows by itself. */
async function act(
  what: string,
  reader: User,
  body: string,
  response: ServerResponse,
  { hands, workspace }: SlackDouble,
): Promise<void> {
  const asked = JSON.parse(body);
  if (what === 'press') await hands.press(reader.id, asked.channel, asked.ts, asked.seen);
  if (what === 'press-in-window') await hands.pressInWindow(reader.id, asked.view, asked.seen);
  if (what === 'submit') await hands.submit(reader.id, asked.view, asked.values);
  if (what === 'close') workspace.closeView(asked.view);
  if (what === 'say' && asked.line.startsWith('/')) await hands.command(reader.id, asked.channel, asked.line);
  else if (what === 'say') workspace.add({ channel: asked.channel, user: reader.id, text: asked.line, blocks: [] });
  response.end('ok');
}

/** Tells the page that something has changed, at most once in a tenth of a second. */
function follow(request: IncomingMessage, response: ServerResponse, { workspace }: SlackDouble): void {
  response
    .writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    .write('data: hello\n\n');
  let waiting: NodeJS.Timeout | undefined;
  const tell = (): void => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      response.write('data: changed\n\n');
    }, 100);
  };
  workspace.changes.on('change', tell);
  request.on('close', () => {
    clearTimeout(waiting);
    workspace.changes.off('change', tell);
  });
}

function answer(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
