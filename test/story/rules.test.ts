import { afterEach, expect, it } from 'vitest';
import { startBaton, type TestBaton } from '../support/baton.ts';
import { stageOn } from '../support/slack-stage.ts';
import type { Stage } from '../support/stage.ts';
import { teamsStageOn } from '../support/teams-stage.ts';

let baton: TestBaton;
afterEach(() => baton.stop());

const stages = { Slack: stageOn, Teams: teamsStageOn } as const;

/** An administrator tries other rules on last month, puts them into force, and goes back. */
async function story(stage: Stage): Promise<void> {
  await stage.type('boris', '/baton rules');
  await stage.sees('boris', 'These are the defaults');
  await stage.type('anna', '/baton rules');
  await stage.press('anna', 'These are the defaults', 'Change');
  const numbers = { coolOffWritten: '7', sameOffer: '30', sameOfferThere: '14', mostInDay: '0', mostInWeek: '3' };
  await stage.fill('anna', { ...numbers, coolOffVoice: '1', mostInMonth: '8', quietFrom: '20', quietUntil: '9' });
  await stage.press('anna', 'These rules, on last month', 'Put into force');
  await stage.sees('anna', 'In force since');
  await stage.type('boris', '/baton rules');
  await stage.sees('boris', 'In force since');
  await stage.press('anna', 'In force since', 'Back to those before');
  await stage.press('anna', 'These rules, on last month', 'Put into force');
  await stage.sees('anna', 'In force since');
  const rows = await stage.read((db) =>
    db.selectFrom('contact_rules').select(['version', 'numbers']).orderBy('version').execute(),
  );
  expect(rows.map(({ version, numbers: each }) => [version, JSON.parse(each).coolOffVoice])).toEqual([
    [1, 1],
    [2, 3],
  ]);
}

it.each(Object.keys(stages) as (keyof typeof stages)[])(
  'rules of contact, changed and taken back: %s',
  async (name) => {
    const chat = name === 'Slack' ? 'slack' : 'teams';
    baton = await startBaton({ chats: [chat], env: { BATON_ADMINS: 'anna@company.example' } });
    await story(stages[name](baton));
  },
);
