import { pino } from 'pino';
import { afterAll } from 'vitest';
import { companySeed, leadsChannel, leadsPlace, scopes, team, tokens } from '../../sandbox/company.ts';
import { createSlackDouble } from '../../sandbox/slack/server.ts';
import { openSlack } from '../../src/slack/app.ts';
import { nobodyKnown } from '../support/nobody-known.ts';
import { platformContract } from '../support/platform-contract.ts';

const endings: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of endings) await end();
});

platformContract('Slack', async () => {
  const slack = createSlackDouble({
    seed: companySeed(),
    botToken: tokens.bot,
    signingSecret: tokens.signingSecret,
    scopes,
    endpoint: () => '',
    rateScale: 100,
  });
  const apiUrl = `${await slack.listen()}/api/`;
  endings.push(slack.close);
  const settings = {
    botToken: tokens.bot,
    signingSecret: tokens.signingSecret,
    workspaces: [],
    apiUrl,
    rateScale: 100,
  };
  const { platform } = openSlack(settings, nobodyKnown, Date.now, pino({ level: 'silent' }));
  return {
    platform,
    channel: leadsPlace,
    nowhere: `slack:${team}/C0NOWHERE`,
    person: `slack:${team}/U0ANNA`,
    stranger: undefined,
    finds: true,
    shown: (place) =>
      slack.workspace.messagesIn(place === leadsPlace ? leadsChannel : 'D0ANNA').map(({ text }) => text),
    loseNextAnswer: () => slack.faults.next.push('dropAnswer'),
    limitNext: () => slack.faults.next.push('limit'),
  };
});
