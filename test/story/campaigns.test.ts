import { afterAll, expect, it } from 'vitest';
import { day } from '../../src/kernel/clock.ts';
import { dayOf } from '../../src/kernel/local-time.ts';
import { memoryStage } from '../support/memory-stage.ts';
import { slackStage } from '../support/slack-stage.ts';
import type { Stage } from '../support/stage.ts';
import { teamsStage } from '../support/teams-stage.ts';

const on = (days: number): string => dayOf(Date.now() + days * day, 'UTC');

/** Marketing keeps an offer and announces a campaign of it; sales takes note, objects, and it is called off. */
async function story(stage: Stage): Promise<void> {
  await stage.type('clara', '/contact offers');
  await stage.press('clara', 'There are no offers yet', 'I work in marketing');
  await stage.sees('clara', 'You work in Marketing');
  await stage.type('clara', '/contact offers');
  await stage.press('clara', 'There are no offers yet', 'New offer');
  await stage.fill('clara', { name: 'Pro plan', family: 'Pro' });
  await stage.sees('clara', 'family Pro');
  await stage.type('boris', '/contact offers');
  await stage.sees('boris', 'family Pro');

  await stage.type('clara', '/contact campaigns');
  await stage.press('clara', 'No campaign is under way', 'Announce a campaign');
  const plan = { name: 'Autumn', audience: 'Logistics in the north', about: 'Pro plan' };
  await stage.fill('clara', { ...plan, first: on(5), last: on(4) });
  await stage.fill('clara', { ...plan, first: on(4), last: on(5) });
  await stage.sees('boris', 'Campaign “Autumn”');
  await stage.press('anna', 'Campaign “Autumn”', 'Noted');
  await stage.sees('boris', 'Noted by');
  await stage.press('boris', 'Campaign “Autumn”', 'I object');
  await stage.fill('boris', { why: 'Hartmann has a ticket open' });
  await stage.sees('clara', 'Hartmann has a ticket open');
  await stage.type('anna', '/contact campaigns');
  await stage.sees('anna', '1 noted, 1 objects');
  await stage.press('clara', 'Campaign “Autumn”', 'Call off');
  await stage.sees('boris', 'it does not happen');
  await stage.type('boris', '/contact campaigns');
  await stage.sees('boris', 'No campaign is under way');
}

const stages = { Slack: slackStage, Teams: teamsStage, 'the platform in memory': memoryStage } as const;
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

it.each(Object.keys(stages) as (keyof typeof stages)[])('an offer and a campaign: %s', async (name) => {
  const stage = await stages[name]();
  closing.push(stage.close);
  await story(stage);
  const [rows, offers] = await stage.read(async (db) => [
    await db.selectFrom('ledger').select('kind').where('stream', '=', 'org').orderBy('seq').execute(),
    await db.selectFrom('offer').select(['name_key', 'family_key']).execute(),
  ]);
  const kinds = rows.map(({ kind }) => kind).filter((kind) => /^(offer|campaign)\./.test(kind));
  expect(kinds).toEqual([
    'offer.kept',
    'campaign.announced',
    'campaign.noted',
    'campaign.objects',
    'campaign.called-off',
  ]);
  expect(offers).toEqual([{ name_key: 'pro plan', family_key: 'pro' }]);
});
