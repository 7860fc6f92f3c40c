import { afterAll, expect, it } from 'vitest';
import { aadOf, teamsBot, teamsChannel, teamsPlace, tenant } from '../../sandbox/company.ts';
import { wordsOf } from '../../sandbox/teams/adaptive-card.ts';
import { placeOf } from '../../src/teams/lanes.ts';
import { sayer } from '../../src/words/say.ts';
import { plain } from '../../src/words/text.ts';
import { type FarEnd, platformContract } from '../support/platform-contract.ts';
import { openTeamsEdge } from '../support/teams.ts';

const endings: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of endings) await end();
});

const open = async () => {
  const { teams, double, conversations } = await openTeamsEdge();
  endings.push(double.close);
  const anna = aadOf('U0ANNA');
  const boris = double.hands.who(aadOf('U0BORIS'));
  boris.installed = false;
  // Anna has spoken before, in the channel.
  const known = { serviceUrl: double.url(), bot: teamsBot, user: '29:anna', seenIn: teamsChannel };
  await conversations.remember(placeOf(tenant, anna), JSON.stringify(known));
  const farEnd: FarEnd = {
    platform: teams.platform,
    channel: teamsPlace,
    nowhere: placeOf(tenant, '19:nowhere@thread.tacv2'),
    person: placeOf(tenant, anna),
    stranger: placeOf(tenant, boris.aad),
    finds: false,
    shown: (place) =>
      double.tenant
        .messagesIn(place === teamsPlace ? teamsChannel : `a:${anna}`)
        .map(({ card, text }) => (card ? wordsOf(card) : text)),
    loseNextAnswer: () => double.faults.next.push('dropAnswer'),
    limitNext: () => double.faults.next.push('limit'),
  };
  return { farEnd, double };
};

platformContract('Teams', async () => (await open()).farEnd);

it('sends a request once, whatever comes back', async () => {
  const { farEnd, double } = await open();
  const say = sayer('en', 'UTC');
  const card = { title: plain('once'), tone: 'neutral', elements: [] } as const;
  double.faults.next.push('dropAnswer', 'limit');
  for (const is of ['unknown', 'limited', 'sent'])
    expect((await farEnd.platform.post(teamsPlace, { card, say, key: 'k' })).is).toBe(is);
  expect(double.calls).toHaveLength(3);
});

it('opens a conversation with somebody once', async () => {
  const { farEnd, double } = await open();
  const say = sayer('en', 'UTC');
  const card = { title: plain('hello'), tone: 'neutral', elements: [] } as const;
  for (const key of ['a', 'b', 'c']) await farEnd.platform.post(farEnd.person, { card, say, key });
  expect(double.calls).toEqual(['POST conversations', 'POST activities', 'POST activities', 'POST activities']);
});
