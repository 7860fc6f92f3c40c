import { join } from 'node:path';
import { openStore } from '../db/open.ts';
import { signed } from '../sandbox/slack/sender.ts';
import { openFarEnd } from './far-end.ts';
import { load, type Measured } from './load.ts';
import { serve } from './process.ts';
import { compare, type Verdict } from './rounds.ts';
import { channel, reps, seed } from './seed.ts';

const leads = 60_000;
const goals = {
  p50: { text: '≤ 1.5 ×', holds: (ratio: number) => ratio <= 1.5 },
  rate: { text: '≥ 0.70', holds: (ratio: number) => ratio >= 0.7 },
};

/** P3 and P4: a claim, its winner known before the acknowledgement, beside a bare acknowledgement of Bolt's. */
export async function benchClaims(folder: string, rounds: number, seconds: number): Promise<Verdict[]> {
  const farEnd = await openFarEnd();
  const file = join(folder, 'claims.sqlite');
  await seed(file, leads);
  const floor = await serve('bench/floors/ack.ts', 4103, {});
  const baton = await serve('src/main.ts', 4104, {
    DATABASE_URL: `sqlite:${file}`,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: 'bench-secret',
    SLACK_API_URL: `${farEnd.url}/api/`,
    LEADS_CHANNELS: channel,
  });
  let next = 0;
  let answered = 0;
  const click = (number: () => number) => () => {
    const body = new URLSearchParams({ payload: JSON.stringify(press(number(), farEnd.url)) }).toString();
    return { headers: signed(body, 'bench-secret'), body };
  };
  const onFloor = (): Promise<Measured> =>
    load(
      { url: `${floor.url}/slack/events`, at: 16, seconds },
      click(() => 1),
    );
  const onBaton = async (): Promise<Measured> => {
    // Every click is for a lead of its own, so every click wins.
    const measured = await load(
      { url: `${baton.url}/slack/events`, at: 16, seconds },
      click(() => ++next),
    );
    answered += measured.good;
    if (next > leads) throw new Error(`the run wanted more than ${leads} leads`);
    return measured;
  };
  const p50 = await compare(
    'P3 claim, 16 at once (p50, ms)',
    async () => (await onFloor()).p50,
    async () => (await onBaton()).p50,
    goals.p50,
    rounds,
  );
  const rate = await compare(
    'P4 claim, 16 at once (clicks/s)',
    async () => (await onFloor()).perSecond,
    async () => (await onBaton()).perSecond,
    goals.rate,
    rounds,
  );
  await Promise.all([floor.stop(), baton.stop()]);
  farEnd.close();
  await countWinners(file, answered);
  return [p50, rate];
}

function press(number: number, farEnd: string): object {
  const user = reps[number % reps.length] ?? '';
  return {
    type: 'block_actions',
    user: { id: user, username: user, team_id: 'T0BENCH' },
    api_app_id: 'A0BENCH',
    token: 'none',
    container: { type: 'message', message_ts: '1.1', channel_id: 'C0BENCH' },
    trigger_id: `${number}.trigger`,
    team: { id: 'T0BENCH', domain: 'bench' },
    channel: { id: 'C0BENCH', name: 'leads' },
    response_url: `${farEnd}/response/${number}`,
    actions: [
      {
        type: 'button',
        action_id: 'lead.claim#0',
        block_id: 'b',
        value: String(number),
        action_ts: String(number),
        text: { type: 'plain_text', text: 'Claim' },
      },
    ],
  };
}

/** Every acknowledged click has its winner, and exactly one. */
async function countWinners(file: string, answered: number): Promise<void> {
  const store = await openStore(`sqlite:${file}`, () => {});
  const owned = await store.read.selectFrom('lead').select('number').where('owner_id', 'is not', null).execute();
  const told = await store.read.selectFrom('ledger').select('lead').where('kind', '=', 'lead.claimed').execute();
  await store.close();
  if (owned.length < answered || told.length !== owned.length)
    throw new Error(`${answered} clicks, ${owned.length} owners, ${told.length} ledger rows`);
}
