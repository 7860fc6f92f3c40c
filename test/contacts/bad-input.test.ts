import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aadOf, leadsChannel } from '../../sandbox/company.ts';
import { actionsOf, inputsOf, wordsOf } from '../../sandbox/teams/adaptive-card.ts';
import { bearer, startBaton, type TestBaton } from '../support/baton.ts';
import { buttonOn, leadCardOf, textOf, whisper } from '../support/hands.ts';
import { until } from '../support/until.ts';

let baton: TestBaton;
beforeAll(async () => {
  baton = await startBaton({ chats: ['slack', 'teams'], env: { BATON_ADMINS: 'clara@company.example' } });
  await baton.teams.hands.install(aadOf('U0CLARA'));
});
afterAll(() => baton.stop());

const viewOf = (user: string) => [...baton.slack.workspace.views.values()].findLast((view) => view.user === user);
const errorsOf = (user: string): Promise<Record<string, string>> =>
  until('an error', () => {
    const errors = viewOf(user)?.errors;
    return errors && Object.keys(errors).length > 0 ? errors : undefined;
  });
const openMailingForm = async (user: string): Promise<string> => {
  await baton.slack.hands.command(user, leadsChannel, '/contact mailing');
  const card = await whisper(baton, user, 'Mailing checks');
  await baton.slack.hands.press(user, leadsChannel, card.ts, buttonOn(card, 'Check a list'));
  return (await until('the form', () => viewOf(user)?.submit && viewOf(user)))?.id ?? '';
};
const rest = { name: 'Autumn', hours: '24', silence: 'drop' };
const tooLarge = Buffer.alloc(10 * 1024 * 1024 + 1, 'a@example.com\n');

describe('a list in Slack', () => {
  it.each([
    ['is larger than 10 MB', tooLarge, 'A list in chat may have 10 MB at most'],
    ['has no addresses', Buffer.from('name;town\nMax;Berlin\n'), 'There are no e-mail addresses in it'],
    ['is empty', Buffer.from(''), 'The file cannot be read'],
    ['has a column twice', Buffer.from('email,email\na@example.com,b@example.com\n'), 'The file cannot be read'],
  ])('that %s is refused in words, and what was typed stays', async (_name, body, words) => {
    const view = await openMailingForm('U0CLARA');
    await baton.slack.hands.submit('U0CLARA', view, { ...rest, list: baton.slack.hands.attach('list.csv', body) });
    expect((await errorsOf('U0CLARA')).list).toContain(words);
    baton.slack.workspace.closeView(view);
  });

  it('is needed: a form without one is refused, and with pasted lines it is taken', async () => {
    const view = await openMailingForm('U0CLARA');
    await baton.slack.hands.submit('U0CLARA', view, rest);
    expect((await errorsOf('U0CLARA')).list).toContain('There are no e-mail addresses in it');
    await baton.slack.hands.submit('U0CLARA', view, {
      ...rest,
      name: 'Pasted',
      pasted: 'Ida <ida@example.com>, tom@example.com;x',
    });
    const card = await until('the card', () =>
      baton.slack.workspace.messagesIn(leadsChannel).find((message) => textOf(message).includes('Mailing “Pasted”')),
    );
    expect(textOf(card)).toContain('of 2 rows');
  });

  it('is marketing’s to check', async () => {
    await baton.slack.hands.command('U0ANNA', leadsChannel, '/contact mailing');
    const card = await whisper(baton, 'U0ANNA', 'Mailing checks');
    expect(textOf(card)).not.toContain('Check a list');
  });
});

describe('a list in Teams', () => {
  const said = (words: string) =>
    until(`"${words}"`, () =>
      baton.teams.tenant
        .messagesIn(`a:${aadOf('U0CLARA')}`)
        .findLast(({ card }) => card && wordsOf(card).includes(words)),
    );

  it('is refused if it is larger than 10 MB, and taken with a line if it is not', async () => {
    await baton.teams.hands.attach(aadOf('U0CLARA'), 'contact mailing', 'big.csv', tooLarge);
    await said('A list in chat may have 10 MB at most');
    await baton.teams.hands.attach(
      aadOf('U0CLARA'),
      'contact mailing',
      'Spring fair.csv',
      Buffer.from('a@example.com\nb@example.com\n'),
    );
    const form = await said('What is it called?');
    const name = form.card && inputsOf(form.card).find(({ id }) => id === 'name');
    expect([
      name && 'value' in name && name.value,
      form.card && wordsOf(form.card).includes('2 rows of your list'),
    ]).toEqual(['Spring fair', true]);
    expect(form.card && actionsOf(form.card).map(({ title }) => title)).toEqual(['Check', 'Cancel']);
  });

  it('without a file shows the checks, and the form says how to hand one over', async () => {
    await baton.teams.hands.say(aadOf('U0CLARA'), 'contact mailing');
    const checks = await said('Mailing checks');
    await baton.teams.hands.press(aadOf('U0CLARA'), checks, 'Check a list');
    const form = await until('the form', () => checks.seenBy.get(aadOf('U0CLARA')));
    expect(JSON.stringify(form)).toContain('with the file attached');
  });
});

describe('a contact', () => {
  it('over red needs a reason that says something', async () => {
    const { number, card } = await leadCardOf(baton, { name: 'Max', email: 'max@example.com' });
    const touch = { client: { email: 'max@example.com' }, channel: 'email', person: 'clara@company.example' };
    const logged = await fetch(`${baton.url}/api/v1/touches`, {
      method: 'POST',
      headers: bearer,
      body: JSON.stringify(touch),
    });
    expect(logged.status).toBe(201);
    await baton.slack.hands.press('U0ANNA', leadsChannel, card.ts, buttonOn(card, 'Claim'));
    const own = await whisper(baton, 'U0ANNA', `Lead ${number} is yours`);
    await baton.slack.hands.press('U0ANNA', leadsChannel, own.ts, buttonOn(own, 'I’m writing'));
    const warned = await whisper(baton, 'U0ANNA', 'Better not now');
    await baton.slack.hands.press('U0ANNA', leadsChannel, warned.ts, buttonOn(warned, 'Go on with a reason'));
    const view = (await until('the form', () => viewOf('U0ANNA')?.submit && viewOf('U0ANNA')))?.id ?? '';
    // A person cannot send an empty field, but a few spaces.
    const sent = await baton.slack.sender.submit('U0ANNA', baton.slack.workspace.views.get(view) as never, {
      why: { value: { type: 'plain_text_input', value: '   ' } },
    });
    expect(JSON.parse(sent.body)).toEqual({
      response_action: 'errors',
      errors: { why: expect.stringContaining('without a reason') },
    });
  });

  it('with somebody nobody knows, or an offer that is none, is answered in words', async () => {
    await baton.slack.hands.command('U0ANNA', leadsChannel, '/contact nobody@nowhere.example');
    await whisper(baton, 'U0ANNA', 'Nobody fits “nobody@nowhere.example”');
    await baton.slack.hands.command('U0ANNA', leadsChannel, '/contact max@example.com about Snake oil');
    await whisper(baton, 'U0ANNA', 'There is no offer “Snake oil”');
  });
});
