import { join } from 'node:path';
import { openStore } from '../db/open.ts';
import { openFarEnd } from './far-end.ts';
import { load } from './load.ts';
import { serve } from './process.ts';
import { compare, type Verdict } from './rounds.ts';
import { channel, clientEmail, seed } from './seed.ts';

const clients = 10_000;
const token = 'bench-token-0123456789';
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
const goal = { text: '≥ 0.35', holds: (ratio: number) => ratio >= 0.35 };

/** P1: durable intake beside raw statements that write the same rows, grouped; counts the rows afterwards. */
export async function benchIntake(folder: string, rounds: number, seconds: number): Promise<Verdict[]> {
  const farEnd = await openFarEnd();
  const [floorFile, file] = [join(folder, 'floor.sqlite'), join(folder, 'intake.sqlite')];
  await seed(floorFile, clients);
  await seed(file, clients);
  const floor = await serve('bench/floors/intake.ts', 4101, { FLOOR_DB: floorFile });
  const baton = await serve('src/main.ts', 4102, {
    DATABASE_URL: `sqlite:${file}`,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: 'bench-secret',
    SLACK_API_URL: `${farEnd.url}/api/`,
    INTAKE_TOKENS: `bench:${token}`,
    LEADS_CHANNELS: channel,
    DEFAULT_COUNTRY: 'DE',
  });
  let accepted = 0;
  let index = 0;
  const lead = () => {
    const body = {
      name: 'Julia Hartmann',
      email: clientEmail(index++ % clients),
      message: 'Please call me about forty seats',
      source: 'Website',
      campaign: 'Autumn',
    };
    return { headers, body: JSON.stringify(body) };
  };
  const verdicts: Verdict[] = [];
  for (const at of [16, 64]) {
    const run = async (url: string) => load({ url: `${url}/api/v1/leads`, at, seconds }, lead);
    verdicts.push(
      await compare(
        `P1 intake, ${at} at once (leads/s)`,
        async () => (await run(floor.url)).perSecond,
        async () => {
          const measured = await run(baton.url);
          accepted += measured.good;
          return measured.perSecond;
        },
        goal,
        rounds,
      ),
    );
  }
  await Promise.all([floor.stop(), baton.stop()]);
  farEnd.close();
  await countRows(file, accepted);
  return verdicts;
}

/** Every 201 is in the database. A run's last answers can miss the generator, so there may be a few more rows. */
async function countRows(file: string, accepted: number): Promise<void> {
  const store = await openStore(`sqlite:${file}`, () => {});
  const { count } = await store.read
    .selectFrom('lead')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  await store.close();
  if (count - clients < accepted)
    throw new Error(`${accepted} leads were acknowledged, and ${count - clients} are stored`);
}
