import { afterEach, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import { aadOf, teamsChannel } from '../../sandbox/company.ts';
import { actionsOf, wordsOf } from '../../sandbox/teams/adaptive-card.ts';
import { startBaton, type TestBaton } from '../support/baton.ts';
import { stageOn } from '../support/slack-stage.ts';
import { teamsStageOn } from '../support/teams-stage.ts';
import { until } from '../support/until.ts';

let baton: TestBaton;
afterEach(() => baton.stop());

const both = async () => {
  baton = await startBaton({ chats: ['slack', 'teams'] });
  return { slack: stageOn(baton), teams: teamsStageOn(baton), hands: baton.teams.hands };
};
const peopleIn = async () => {
  await baton.pause();
  const store = await openStore(baton.databaseUrl, () => {});
  const rows = await store.read
    .selectFrom('person')
    .innerJoin('identity', 'identity.person_id', 'person.id')
    .select(['person.name', 'identity.id'])
    .orderBy('identity.id')
    .execute();
  await store.close();
  return rows.map(({ name, id }) => `${name} ${id.split(':')[0]}`);
};

it('claims in Slack, is seen in Teams, is handed off from Teams and accepted in Slack; one person over both', async () => {
  const { slack, teams, hands } = await both();
  const number = await slack.lead({ name: 'Greta Olsen', email: 'greta@fjord.example' });
  for (const stage of [slack, teams]) await stage.sees('anna', `Lead ${number}`);
  await slack.type('boris', '/lead');
  await slack.press('anna', `Lead ${number}`, 'Claim');
  await teams.sees('anna', 'With @Anna Weber since');
  await hands.install(aadOf('U0ANNA'));
  await teams.press('anna', `Lead ${number}`, 'Hand off');
  await teams.fill('anna', { to: 'boris', need: '120 seats', next: 'Send an offer by Friday' });
  // Boris was last in Slack.
  await slack.press('boris', 'is handed to you', 'Accept');
  for (const stage of [slack, teams]) await stage.sees('clara', 'Boris Novak');
  // Anna pressed in Teams last, so that is where she is told.
  await teams.sees('anna', 'is taken over');
  expect(await peopleIn()).toEqual(['Anna Weber slack', 'Boris Novak slack', 'Anna Weber teams']);
});

it('writes to the other chat when it may not write to one, and at last to the channel, by name', async () => {
  const { slack, teams, hands } = await both();
  const boris = hands.who(aadOf('U0BORIS'));
  const number = await slack.lead({ name: 'Greta Olsen', email: 'greta@fjord.example' });
  await slack.press('anna', `Lead ${number}`, 'Claim');
  // Boris speaks in Slack, then in a channel of Teams without having the bot among his apps.
  await slack.type('boris', '/lead');
  boris.installed = false;
  await hands.say(boris.aad, 'lead', teamsChannel);
  await until('a word in the channel', () =>
    baton.teams.tenant.activities.find(({ text }) => text.includes('cannot write to you privately')),
  );
  await slack.press('anna', `Lead ${number}`, 'Hand off');
  await slack.fill('anna', { to: 'boris', need: '120 seats', next: 'Offer' });
  await slack.sees('boris', 'is handed to you');

  // Clara is in Teams only, and there without the bot: she is told in the channel, by name.
  const clara = hands.who(aadOf('U0CLARA'));
  clara.installed = false;
  await teams.press('clara', `Lead ${number}`, 'History');
  await slack.press('boris', 'is handed to you', 'Accept');
  await teams.press('boris', `Lead ${number}`, 'Hand off');
  await teams.fill('boris', { to: 'clara', need: 'Nurture', next: 'Invite' });
  const offered = await until('a card in the channel', () => {
    const words = 'For @Clara Jensen, to whom I cannot write directly';
    const cards = baton.teams.tenant.messagesIn(teamsChannel).flatMap(({ card }) => card ?? []);
    return cards.find((card) => wordsOf(card).includes(words));
  });
  expect(actionsOf(offered).map(({ title }) => title)).toEqual(['Accept', 'Decline']);
  await teams.press('clara', 'to whom I cannot write directly', 'Accept');
  await teams.sees('anna', 'With @Clara Jensen since');
});

it('writes where somebody was last, not where a colleague picked them from', async () => {
  const { slack, teams, hands } = await both();
  await hands.install(aadOf('U0BORIS'));
  await teams.type('boris', 'lead');
  const number = await slack.lead({ name: 'Greta Olsen', email: 'greta@fjord.example' });
  await slack.press('anna', `Lead ${number}`, 'Claim');
  await slack.press('anna', `Lead ${number}`, 'Hand off');
  await slack.fill('anna', { to: 'boris', need: '120 seats', next: 'Offer' });
  await teams.press('boris', 'is handed to you', 'Accept');
  await slack.sees('anna', 'is taken over');
}, 60_000);

it('heals a copy too many at the first press', async () => {
  baton = await startBaton({ chats: ['teams'] });
  const { teams } = baton;
  // The first posting is done and its answer lost; Teams cannot be asked, so the card is posted again.
  teams.faults.next.push('dropAnswer');
  const { lead } = (await (await baton.postLead({ name: 'Twice', email: 'twice@example.com' })).json()) as {
    lead: number;
  };
  const cards = () => teams.tenant.messagesIn(teamsChannel);
  await until('two copies', () => cards().length === 2, 40_000);
  const [lost, known] = cards();
  if (!lost || !known) throw new Error('no copies');
  const stage = teamsStageOn(baton);
  await teams.hands.install(aadOf('U0ANNA'));
  // Pressing the forgotten copy claims the lead once, and the copy goes.
  await teams.hands.press(aadOf('U0ANNA'), lost, 'Claim');
  await stage.sees('anna', `Lead ${lead} is yours`);
  await until('one copy', () => cards().length === 1);
  const left = cards()[0]?.card;
  await until('the claim on it', () => wordsOf(cards()[0]?.card ?? (left as never)).includes('With @Anna Weber'));
  expect(actionsOf(cards()[0]?.card ?? (left as never)).map(({ title }) => title)).toContain('Release');
}, 60_000);
