import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { pino } from 'pino';
import { openStore } from '../db/open.ts';
import { companySeed, leadsChannel, leadsPlace, scopes, tokens } from '../sandbox/company.ts';
import { createSlackDouble } from '../sandbox/slack/server.ts';
import { readConfig } from '../src/config.ts';
import type { Channel } from '../src/contacts/channels.ts';
import { clearClient } from '../src/contacts/read-facts.ts';
import { start } from '../src/main.ts';
import { clientOf, emailOf, fillContacts, offers } from './contacts-seed.ts';
import { chance } from './people.ts';
import { timed } from './timed.ts';

// So many clients and touches on disk; then how long "may I contact?" takes, and a mailing check through a Baton that
// runs, with its card in a channel of a Slack of our own at Slack's own rates.
const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '20000' },
    touches: { type: 'string', default: '200000' },
    asked: { type: 'string', default: '5000' },
    rows: { type: 'string', default: '10000' },
    database: { type: 'string' },
    json: { type: 'string' },
  },
});
const [clients, touches, asked, rows] = [values.clients, values.touches, values.asked, values.rows].map(Number) as [
  number,
  number,
  number,
  number,
];
const folder = mkdtempSync(join(tmpdir(), 'baton-clearance-'));
const url = values.database ?? `sqlite:${join(folder, 'contacts.sqlite')}`;
try {
  const result = { clients, touches, rows, ...(await clearances()), ...(await mailing()) };
  if (values.json) writeFileSync(values.json, JSON.stringify(result, null, 2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function clearances() {
  const store = await openStore(url, () => {});
  const known = await store.read.selectFrom('client').select('id').limit(1).executeTakeFirst();
  const began = performance.now();
  if (!known) await fillContacts(store, { clients, touches });
  // A Postgres that has been up for a minute has looked through its tables by itself.
  if (!known && url.startsWith('postgres')) await sql`vacuum analyze`.execute(store.read);
  if (!known) console.log(`${clients} clients and ${touches} touches written in ${seconds(began)} s`);
  const random = chance(3);
  const some = Array.from({ length: asked }, () => clientOf(Math.floor(random() * clients)));
  const ask = (channel: Channel, offer?: string) => (client: string) =>
    clearClient(store.read, client, { channel, actor: 'p1', offer }, Date.now());
  const table = {
    'a call, pages read for the first time': await timed(some, ask('call'), { cold: true }),
    'a call': await timed(some, ask('call')),
    'an e-mail with an offer': await timed(some, ask('email', offers[3])),
    'a mailing with an offer': await timed(some, ask('mailing', offers[3])),
  };
  console.table(table);
  await store.close();
  return { table };
}

async function mailing() {
  let baton = '';
  const slack = createSlackDouble({
    seed: companySeed(),
    botToken: tokens.bot,
    signingSecret: tokens.signingSecret,
    scopes,
    endpoint: () => `${baton}/slack/events`,
  });
  const running = await start(
    readConfig({
      PORT: '0',
      DATABASE_URL: url,
      SLACK_BOT_TOKEN: tokens.bot,
      SLACK_SIGNING_SECRET: tokens.signingSecret,
      SLACK_API_URL: `${await slack.listen()}/api/`,
      INTAKE_TOKENS: `bench:${tokens.intake}`,
      LEADS_CHANNELS: leadsPlace,
      BATON_SECRET: '07'.repeat(32),
    }),
    pino({ level: 'error' }),
  );
  baton = `http://127.0.0.1:${running.port}`;
  const ask = async (method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${tokens.intake}`, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${baton}/api/v1/mailing-checks${path}`, { method, headers, ...sent });
    return (await answer.json()) as { id: string; state: string; keep: number; ask: number; drop: number };
  };
  // Four in five are known; the rest is new, on the list twice, or no address.
  const random = chance(5);
  const emails = Array.from({ length: rows }, (_, index) => {
    if (index % 5 < 4) return emailOf(Math.floor(random() * clients));
    return index % 50 === 4 ? 'no address' : `new${index}@elsewhere.example`;
  });
  const shown = new Set<string>();
  const phases: Record<string, string> = {};
  let longest = 0;
  const until = async (id: string, states: readonly string[]): Promise<void> => {
    for (;;) {
      const asked = performance.now();
      const { state } = await ask('GET', `/${id}`);
      longest = Math.max(longest, performance.now() - asked);
      for (const { text, blocks } of slack.workspace.messagesIn(leadsChannel))
        for (const [percent] of `${text}${JSON.stringify(blocks)}`.matchAll(/\d+ % of/g)) shown.add(percent);
      if (states.includes(state)) return;
      await sleep(100);
    }
  };
  const began = performance.now();
  const deadline = new Date(Date.now() + 5_000).toISOString();
  const { id } = await ask('POST', '', {
    name: 'Bench',
    offer: offers[3],
    audience: { emails },
    deadline,
    if_silent: 'keep',
  });
  phases['taken in, s'] = seconds(began);
  await until(id, ['asking', 'ready']);
  phases['judged, s'] = seconds(began);
  await until(id, ['ready']);
  let from = performance.now();
  await ask('POST', `/${id}/confirm`);
  await until(id, ['confirmed']);
  phases['confirmed, s'] = seconds(from);
  from = performance.now();
  await ask('POST', `/${id}/sent`);
  await until(id, ['sent']);
  phases['told as sent, s'] = seconds(from);
  const { keep, drop } = await ask('GET', `/${id}`);
  await running.stop();
  await slack.close();
  console.table({ ...phases, keep, drop, 'longest wait of another request, ms': longest.toFixed(0) });
  console.log(`the card in the channel showed: ${[...shown].join(', ')}`);
  if (shown.size < 3 && rows >= 50_000) throw new Error('the progress does not move');
  return { phases, keep, drop, shown: [...shown] };
}

function seconds(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(1);
}
