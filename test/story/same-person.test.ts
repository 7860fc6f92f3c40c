import { afterAll, expect, it } from 'vitest';
import { memoryStage } from '../support/memory-stage.ts';
import { slackStage } from '../support/slack-stage.ts';
import type { Stage } from '../support/stage.ts';
import { teamsStage } from '../support/teams-stage.ts';

const phone = '+49 30 5550001';

/** Two enquiries with one number and two names: the owner is asked, says yes, and thinks better of it. */
async function story(stage: Stage): Promise<void> {
  const first = await stage.lead({
    name: 'Julia Hartmann',
    company: 'Hartmann GmbH',
    email: 'julia@hartmann.example',
    phone,
  });
  await stage.sees('anna', `Lead ${first}`);
  await stage.press('anna', `Lead ${first}`, 'Claim');
  await stage.sees('anna', `Lead ${first} is yours`);
  const second = await stage.lead({ name: 'Peter Braun', email: 'peter@braun.example', phone });
  await stage.sees('boris', 'May be the same person as Julia Hartmann');
  await stage.sees('anna', 'But the name is another');
  await stage.press('anna', 'But the name is another', 'Same person');
  await stage.sees('anna', 'that they are one person');
  await stage.type('boris', `/client ${second}`);
  await stage.sees('boris', 'made it one client with');
  // Both enquiries stand in one history, under the older name.
  await stage.sees('boris', `Lead ${first}`);
  await stage.press('anna', 'that they are one person', 'Take apart again');
  await stage.sees('anna', 'that they are not');
  await stage.type('boris', '/client Peter Braun');
  await stage.sees('boris', 'took it apart from');
}

const stages = { Slack: slackStage, Teams: teamsStage, 'the platform in memory': memoryStage } as const;
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

it.each(Object.keys(stages) as (keyof typeof stages)[])('same person, and not: %s', async (name) => {
  const stage = await stages[name]();
  closing.push(stage.close);
  await story(stage);
  const clients = await stage.read((db) => db.selectFrom('client').select(['id', 'root_id']).execute());
  expect(clients.filter(({ id, root_id }) => id === root_id)).toHaveLength(2);
});
