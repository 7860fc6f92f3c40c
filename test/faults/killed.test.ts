import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import { startChild } from '../../sandbox/child.ts';
import { companySeed, leadsChannel, scopes, tokens } from '../../sandbox/company.ts';
import { seeded } from '../../sandbox/faults.ts';
import { freePort } from '../../sandbox/free-port.ts';
import { createSlackDouble, type SlackDouble } from '../../sandbox/slack/server.ts';
import { bearer, environment } from '../support/baton.ts';
import { onBothEngines } from '../support/engines.ts';
import { peek } from '../support/peek.ts';
import { seed } from '../support/seed.ts';
import { seenLeads } from '../support/seen-leads.ts';
import { inSize } from '../support/size.ts';
import { until } from '../support/until.ts';

const count = inSize({ small: 50, long: 5_000 });
const killEveryMs = 1_000;
const rateScale = 100_000;

/** A Baton in a process of its own, killed every second and started again. */
function mortalBaton(url: string, environment: Record<string, string>) {
  let child: ChildProcess | undefined;
  let kills = 0;
  let ending = false;
  const born = (): void => {
    child = startChild('src/main.ts', { ...process.env, ...environment });
  };
  const life = async (random: () => number): Promise<void> => {
    while (!ending) {
      const up = () =>
        ending ||
        fetch(`${url}/healthz`).then(
          () => true,
          () => false,
        );
      await until('Baton to be up', up);
      await sleep(killEveryMs * (0.5 + random()));
      if (ending) return;
      const gone = new Promise((resolve) => child?.once('exit', resolve));
      child?.kill('SIGKILL');
      await gone;
      kills += 1;
      born();
    }
  };
  born();
  return {
    life,
    kills: () => kills,
    /** Lets it live from now on. */
    spare: () => (ending = true),
    end: async () => {
      const gone = new Promise((resolve) => child?.once('exit', resolve));
      child?.kill('SIGTERM');
      await gone;
    },
  };
}

/** Posts every lead until it is acknowledged, however often Baton dies meanwhile; gives the numbers by e-mail. */
async function postAll(url: string, tally: { tries: number }): Promise<Map<string, number>> {
  const acknowledged = new Map<string, number>();
  const waiting = Array.from({ length: count }, (_, index) => `client${index}@example.com`);
  const worker = async (): Promise<void> => {
    for (let email = waiting.pop(); email; email = waiting.pop()) {
      for (;;) {
        tally.tries += 1;
        const body = JSON.stringify({ name: `Client ${email}`, email, message: 'Please call' });
        const answer = await fetch(url, {
          method: 'POST',
          headers: { ...bearer, 'idempotency-key': email },
          body,
          signal: AbortSignal.timeout(5_000),
        }).catch(() => undefined);
        if (answer?.status === 201) {
          acknowledged.set(email, ((await answer.json()) as { lead: number }).lead);
          break;
        }
        await sleep(50);
      }
      // So slowly that Baton dies between cards, and not only before and after a heap of them.
      await sleep(150);
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  return acknowledged;
}

const leadsIn = ({ workspace }: SlackDouble): Map<number, number> => seenLeads(workspace.messagesIn(leadsChannel));

describe.concurrent(`${count} leads while Baton is killed every second, and Slack drops 2 % of its answers and refuses 2 % (seed ${seed})`, () => {
  onBothEngines((engine) => {
    it('stores every acknowledged lead once, and shows each exactly once: its own card, or a line of a digest', async () => {
      const port = await freePort();
      const endpoint = `http://127.0.0.1:${port}`;
      const slack = createSlackDouble({
        seed: companySeed(),
        botToken: tokens.bot,
        signingSecret: tokens.signingSecret,
        scopes,
        endpoint: () => endpoint,
        rateScale,
        randomSeed: seed,
      });
      Object.assign(slack.faults, { dropAnswer: 0.02, limit: 0.02 });
      const databaseUrl = await engine.database();
      const baton = mortalBaton(
        endpoint,
        environment(databaseUrl, await slack.listen(), { PORT: String(port), SLACK_RATE_SCALE: String(rateScale) }),
      );
      const life = baton.life(seeded(seed));

      const tally = { tries: 0 };
      const acknowledged = await postAll(`${endpoint}/api/v1/leads`, tally);
      // It goes on dying while the rest of the cards goes out.
      await until('most leads', () => leadsIn(slack).size > count * 0.95, 480_000);
      baton.spare();
      await life;
      await until('every lead', () => leadsIn(slack).size >= count, 120_000);
      // What is in doubt could still be posted twice, and its look-up may be dropped or refused in its turn.
      const unsettled = "select count(*) as answer from post where state not in ('shown', 'folded') or pending <> 0";
      const settled = async () => {
        await sleep(200);
        return (await peek(databaseUrl, unsettled)) === 0;
      };
      await until('every post settled', settled, 120_000);
      await baton.end();

      const store = await openStore(databaseUrl, () => {});
      const stored = await store.read.selectFrom('lead').select(['number', 'email']).execute();
      const open = await store.read
        .selectFrom('post')
        .select('id')
        .where('state', 'not in', ['shown', 'folded'])
        .execute();
      const cards = leadsIn(slack);
      const numbers = new Map(stored.map(({ email, number }) => [email, number]));
      console.log(
        `${engine.name}: ${tally.tries} requests for ${count} leads, ${baton.kills()} kills, ` +
          `${slack.calls.filter(({ method }) => method === 'chat.postMessage').length} posts, ` +
          `${slack.calls.filter(({ method }) => method === 'conversations.history').length} look-ups`,
      );
      expect(baton.kills()).toBeGreaterThan(0);
      expect([...acknowledged].filter(([email, number]) => numbers.get(email) !== number)).toEqual([]);
      expect([stored.length, cards.size, open.length]).toEqual([count, count, 0]);
      expect([...cards].filter(([, times]) => times !== 1)).toEqual([]);
      expect(stored.filter(({ number }) => !cards.has(number))).toEqual([]);
      await store.close();
      await slack.close();
    });
  });
});
