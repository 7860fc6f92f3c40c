import { afterAll, beforeAll, expect, it } from 'vitest';
import { leadsChannel } from '../../sandbox/company.ts';
import { startBaton, type TestBaton } from '../support/baton.ts';
import { cardsOf } from '../support/hands.ts';
import { until } from '../support/until.ts';

let baton: TestBaton;
beforeAll(async () => {
  baton = await startBaton();
});
afterAll(() => baton.stop());

it('posts what waited once the bot is invited to the leads channel', async () => {
  const members = baton.slack.workspace.channels.get(leadsChannel)?.members;
  members?.delete('U0BATON');
  expect((await baton.postLead({ email: 'early@example.com' })).status).toBe(201);
  await until('a try', () => baton.slack.calls.some(({ method }) => method === 'chat.postMessage'));
  expect(cardsOf(baton)).toEqual([]);
  members?.add('U0BATON');
  await until('the card', () => cardsOf(baton).length === 1);
});

it('lets nobody enter a lead twice by sending one form twice', async () => {
  await baton.slack.hands.command('U0CLARA', leadsChannel, '/lead new');
  const view = await until('the form', () => [...baton.slack.workspace.views.values()].find((each) => each.submit));
  const values = { name: { value: { value: 'Twice' } }, email: { value: { value: 'twice@example.com' } } };
  const answers = [
    await baton.slack.sender.submit('U0CLARA', view, values),
    await baton.slack.sender.submit('U0CLARA', view, values),
  ];
  expect(answers.map(({ body }) => (/done already|is in/.exec(body) ?? [])[0])).toEqual(['is in', 'done already']);
  await until('the card', () => cardsOf(baton).filter(({ text }) => text.includes('Twice')).length === 1);
});
