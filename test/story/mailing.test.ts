import { afterAll, expect, it } from 'vitest';
import { memoryStage } from '../support/memory-stage.ts';
import { slackStage } from '../support/slack-stage.ts';
import type { Stage } from '../support/stage.ts';
import { teamsStage } from '../support/teams-stage.ts';

const list = [
  'Email;Name',
  'julia@hartmann.example;Julia',
  'MAX@fischer.example;Max',
  'tom@keller.example;Tom',
  'stranger@nowhere.example;Nobody knows',
  'max@fischer.example;Max again',
  'no address at all;-',
].join('\n');

/** Marketing asks whom it may mail: sales negotiates with one, has two others, and says what may go to them. */
async function story(stage: Stage): Promise<void> {
  const enquiries = [
    { name: 'Julia Hartmann', email: 'julia@hartmann.example' },
    { name: 'Max Fischer', email: 'max@fischer.example' },
    { name: 'Tom Keller', email: 'tom@keller.example' },
  ];
  const numbers: number[] = [];
  for (const enquiry of enquiries) {
    const number = await stage.lead(enquiry);
    await stage.press('anna', `Lead ${number} `, 'Claim');
    await stage.sees('anna', `Lead ${number} is yours`);
    numbers.push(number);
  }
  await stage.press('anna', `Lead ${numbers[0]} · Julia`, 'Stage');
  await stage.fill('anna', { stage: 'negotiating', need: 'Seedlings', decides: 'The owner' });
  await stage.sees('anna', 'Stage: negotiating');
  await stage.type('boris', '/contact mailing');
  await stage.sees('boris', 'Mailing checks');
  await stage.type('clara', '/lead');
  await stage.press('clara', 'Welcome, Clara', 'Marketing');

  await stage.handList('clara', 'Autumn.csv', list);
  await stage.fill('clara', { name: 'Autumn offer', about: 'Pro plan', hours: '24', silence: 'drop' });
  await stage.sees('clara', 'has been asked');
  await stage.sees('anna', 'May a mailing go to 2 clients of yours?');
  await stage.press('anna', 'May a mailing go to', 'Leave out');
  await stage.press('anna', 'left out', 'Send to the others');
  await stage.sees('clara', 'Everybody has been heard');
  await stage.press('clara', 'Everybody has been heard', 'Confirm');
  await stage.sees('clara', 'may be mailed now');
  await stage.press('clara', 'may be mailed now', 'It was sent');
  await stage.sees('clara', 'it stands in the history of');
}

const stages = { Slack: slackStage, Teams: teamsStage, 'the platform in memory': memoryStage } as const;
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

it.each(Object.keys(stages) as (keyof typeof stages)[])('a mailing, checked with sales: %s', async (name) => {
  const stage = await stages[name]();
  closing.push(stage.close);
  await story(stage);
  const rows = await stage.read((db) => db.selectFrom('mailing_part').select('lines').execute());
  const lines = rows.flatMap(
    ({ lines: each }) => JSON.parse(each) as { value: string; verdict: string; why: { code: string }[] }[],
  );
  const said = lines.map(({ value, verdict, why }) => [value.split('@')[0], verdict, why[0]?.code]);
  // Which of the two Anna left out depends on whose id came first: one of each.
  const [max, tom] = [said[1], said[2]];
  expect([max, tom].map((each) => each?.slice(1).join()).sort()).toEqual(['drop,left-out', 'keep,let-go']);
  expect([said[0], said[3], said[4], said[5]]).toEqual([
    ['julia', 'drop', 'negotiating'],
    ['stranger', 'keep', undefined],
    ['max', 'drop', 'repeated'],
    ['no address at all', 'drop', 'no-address'],
  ]);
  const touches = await stage.read((db) => db.selectFrom('touch').select(['channel', 'about', 'outcome']).execute());
  expect(touches).toEqual([{ channel: 'mailing', about: 'Pro plan', outcome: 'sent' }]);
});
