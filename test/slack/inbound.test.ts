import { afterAll, beforeAll, expect, it } from 'vitest';
import { leadsChannel, tokens } from '../../sandbox/company.ts';
import { buttonsOf } from '../../sandbox/slack/block-kit.ts';
import { signed } from '../../sandbox/slack/sender.ts';
import type { Message, User } from '../../sandbox/slack/workspace.ts';
import { startBaton, type TestBaton } from '../support/baton.ts';
import { buttonOn, cardsOf, leadCardOf, textOf, whisper, whispersTo } from '../support/hands.ts';
import { peek } from '../support/peek.ts';
import { until } from '../support/until.ts';

const stranger = { locale: 'en-US', tz: 'UTC' };
const others: User[] = [
  { ...stranger, id: 'U0GUEST', name: 'Gus Guest', email: 'gus@other.example', restricted: true },
  { ...stranger, id: 'U0OUTSIDE', name: 'Olga Outside', email: 'olga@other.example', team: 'T0OTHER' },
  { ...stranger, id: 'U0GONE', name: 'Gone', email: 'gone@company.example', deleted: true },
];

let baton: TestBaton;
let counter = 0;
beforeAll(async () => {
  baton = await startBaton({ others });
});
afterAll(() => baton.stop());

const fresh = () => leadCardOf(baton, { name: `Client ${++counter}`, email: `client${counter}@example.com` });
const press = (user: string, ts: string, button: ReturnType<typeof buttonOn>) =>
  baton.slack.hands.press(user, leadsChannel, ts, button);
const send = (body: string, headers: Record<string, string>) =>
  fetch(`${baton.url}/slack/events`, { method: 'POST', headers, body });
/** What Slack sends when Anna presses Claim, to be sent again or changed. */
const claimPayload = (card: Message): object => {
  const { block_id, action_id, value = '', text } = buttonOn(card, 'Claim');
  const button = { type: 'button' as const, action_id, value, text: { type: 'plain_text' as const, text } };
  return baton.slack.sender.pressPayload('U0ANNA', card, block_id, button);
};
const ownerShown = (text: string) => /With ([A-Z][a-z]+ [A-Z][a-z]+) since/.exec(text)?.[1];

it('gives the lead to the first, tells the second who has it, and shows it to all', async () => {
  const { card } = await fresh();
  const claim = buttonOn(card, 'Claim');
  await press('U0ANNA', card.ts, claim);
  await press('U0BORIS', card.ts, claim);
  expect(textOf(await whisper(baton, 'U0ANNA', 'is yours'))).toContain('Undo');
  expect(textOf(await whisper(baton, 'U0BORIS', 'Not possible'))).toContain('U0ANNA');
  await until('the card to say so', () =>
    cardsOf(baton).find(({ ts, text }) => ts === card.ts && ownerShown(text) === 'Anna Weber'),
  );
});

it('undoes a claim, and answers a stale press with the present truth', async () => {
  const { card, number } = await fresh();
  const claim = buttonOn(card, 'Claim');
  await press('U0ANNA', card.ts, claim);
  const mine = await whisper(baton, 'U0ANNA', `Lead ${number} is yours`);
  const undo = buttonOn(mine, 'Undo');
  await press('U0ANNA', mine.ts, undo);
  await until('the card to be free', () =>
    cardsOf(baton).find(({ ts, text }) => ts === card.ts && text.includes('Free.') && text.includes(`Lead ${number} `)),
  );
  await press('U0BORIS', card.ts, claim);
  await whisper(baton, 'U0BORIS', `Lead ${number} is yours`);
  await press('U0ANNA', mine.ts, undo);
  expect(textOf(await whisper(baton, 'U0ANNA', 'that is for'))).toContain('U0BORIS');
});

it('asks why a lead is released, and frees it', async () => {
  const { card, number } = await fresh();
  await press('U0ANNA', card.ts, buttonOn(card, 'Claim'));
  const claimed = await until('the button', () =>
    cardsOf(baton).find(({ ts, text }) => ts === card.ts && text.includes('With ')),
  );
  await press('U0ANNA', card.ts, buttonOn(claimed, 'Release'));
  const view = await until('the form', () =>
    [...baton.slack.workspace.views.values()].find((each) => each.user === 'U0ANNA' && each.submit),
  );
  await baton.slack.hands.submit('U0ANNA', view.id, { reason: 'wrong-region', note: 'lives in Graz' });
  await until('the card to be free', () =>
    cardsOf(baton).find(({ ts, text }) => ts === card.ts && text.includes(`Lead ${number} `) && text.includes('Free.')),
  );
  expect(baton.slack.workspace.views.has(view.id)).toBe(false);
});

it('takes a lead by form, and keeps what was typed when a field is at fault', async () => {
  await baton.slack.hands.command('U0CLARA', leadsChannel, '/lead new');
  const view = await until('the form', () =>
    [...baton.slack.workspace.views.values()].find((each) => each.user === 'U0CLARA' && each.submit),
  );
  await baton.slack.hands.submit('U0CLARA', view.id, { name: 'Fair Visitor' });
  await until('the fault by its field', () => baton.slack.workspace.views.get(view.id)?.errors?.email);
  await baton.slack.hands.submit('U0CLARA', view.id, { name: 'Fair Visitor', phone: '030 765432' });
  await until('the card', () => cardsOf(baton).find(({ text }) => text.includes('Fair Visitor')));
});

it('lists mine and the free ones, in the reader’s language, under either command', async () => {
  await baton.slack.hands.command('U0VERA', leadsChannel, '/baton lead');
  await whisper(baton, 'U0VERA', 'Лиды');
  await baton.slack.hands.command('U0BORIS', leadsChannel, '/baton');
  await whisper(baton, 'U0BORIS', '/lead new');
  await baton.slack.hands.command('U0BORIS', leadsChannel, '/lead 99999');
  await whisper(baton, 'U0BORIS', 'There is no lead 99999');
});

it('asks a new colleague for the department, privately, after the first action', async () => {
  const { card } = await fresh();
  await press('U0EMMA', card.ts, buttonOn(card, 'Claim'));
  const asked = await until('the question', () => baton.slack.workspace.messagesIn('D0EMMA')[0]);
  await baton.slack.hands.press('U0EMMA', 'D0EMMA', asked.ts, buttonOn(asked, 'Marketing'));
  await until('the answer', () =>
    baton.slack.workspace.messagesIn('D0EMMA').find(({ text }) => text.includes('You work in Marketing')),
  );
});

it.each([
  ['a guest', 'U0GUEST', 'full members'],
  ['somebody of another workspace', 'U0OUTSIDE', 'members of the company'],
  ['a deactivated account', 'U0GONE', 'deactivated'],
])('refuses %s politely, and keeps no row', async (_name, user, words) => {
  const { card } = await fresh();
  await press(user, card.ts, buttonOn(card, 'Claim'));
  await whisper(baton, user, words);
  expect(cardsOf(baton).find(({ ts }) => ts === card.ts)?.text).toContain('Free.');
});

it('has no second effect for a repeated delivery', async () => {
  const { card, number } = await fresh();
  const payload = claimPayload(card);
  await baton.slack.sender.interact(payload);
  const mine = await whisper(baton, 'U0ANNA', `Lead ${number} is yours`);
  await press('U0ANNA', mine.ts, buttonOn(mine, 'Undo'));
  await until('the card to be free', () =>
    cardsOf(baton).find(({ ts, text }) => ts === card.ts && text.includes('Free.')),
  );
  await baton.slack.sender.interact(payload);
  await whisper(baton, 'U0ANNA', 'done already');
  expect(cardsOf(baton).find(({ ts }) => ts === card.ts)?.text).toContain('Free.');
});

it('refuses what Slack did not sign, or did not sign now', async () => {
  const { card } = await fresh();
  const payload = {
    team: { id: 'T0BATON', domain: 'x' },
    api_app_id: 'A0BATON',
    token: 'x',
    ...claimPayload(card),
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const now = Math.floor(Date.now() / 1000);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const refused: [string, Record<string, string>][] = [
    ['unsigned', form],
    ['wrong secret', signed(body, 'another-secret')],
    ['other body', signed(`${body}&x=1`, tokens.signingSecret)],
    ['old', signed(body, tokens.signingSecret, now - 301)],
    ['from the future', signed(body, tokens.signingSecret, now + 3600)],
    ['no number', { ...signed(body, tokens.signingSecret), 'x-slack-request-timestamp': 'soon' }],
  ];
  const before = whispersTo(baton, 'U0ANNA').length;
  for (const [name, headers] of refused) expect([name, (await send(body, headers)).status]).toEqual([name, 401]);
  expect([
    cardsOf(baton)
      .find(({ ts }) => ts === card.ts)
      ?.text.includes('Free.'),
    whispersTo(baton, 'U0ANNA').length,
  ]).toEqual([true, before]);
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE'])
    expect((await fetch(`${baton.url}/slack/events`, { method })).status).toBe(405);
  expect((await send(body, signed(body, tokens.signingSecret))).status).toBe(200);
});

it('answers a button that no version knows, and forged ids', async () => {
  const { card } = await fresh();
  const claim = buttonOn(card, 'Claim');
  await press('U0ANNA', card.ts, { ...claim, action_id: 'lead.explode' });
  await whisper(baton, 'U0ANNA', 'older version');
  await press('U0ANNA', card.ts, { ...claim, value: '1 or 1=1' });
  await press('U0ANNA', card.ts, { ...claim, value: '4711' });
  await whisper(baton, 'U0ANNA', 'There is no lead 4711');
  expect(cardsOf(baton).find(({ ts }) => ts === card.ts)?.text).toContain('Free.');
});

it('acknowledges in time when Slack itself is slow, and answers later', async () => {
  const { card, number } = await fresh();
  baton.slack.faults.delayMs = 2_000;
  // A new colleague: the profile has to be asked for first.
  const answered = await press('U0DMITRI', card.ts, buttonOn(card, 'Claim'));
  expect(answered.status).toBe(200);
  // The answer had not come yet: the press was acknowledged bare.
  expect(whispersTo(baton, 'U0DMITRI')).toEqual([]);
  baton.slack.faults.delayMs = 0;
  await whisper(baton, 'U0DMITRI', `Лид ${number} теперь ваш`);
});

it('tells the history of the client whose thread it is, by a shortcut on any message there', async () => {
  const { card, number } = await fresh();
  const { hands, workspace } = baton.slack;
  const word = workspace.add({
    channel: leadsChannel,
    user: 'U0ANNA',
    text: 'Anybody?',
    blocks: [],
    thread_ts: card.ts,
  });
  for (const [user, ts] of [
    ['U0ANNA', card.ts],
    ['U0BORIS', word.ts],
  ] as const) {
    expect((await hands.shortcut(user, leadsChannel, ts, 'client.here')).status).toBe(200);
    expect(textOf(await whisper(baton, user, 'What happened, newest first'))).toContain(`Lead ${number}`);
  }
  const chat = workspace.add({ channel: leadsChannel, user: 'U0ANNA', text: 'Lunch?', blocks: [] });
  await hands.shortcut('U0CLARA', leadsChannel, chat.ts, 'client.here');
  await whisper(baton, 'U0CLARA', 'This message is about no lead');
});

it('shows somebody their own page when they open it, keeps it in step, and lets its buttons work', async () => {
  await fresh();
  await baton.slack.hands.openHome('U0VERA');
  const says = (words: string) => () => {
    const page = baton.slack.workspace.homes.get('U0VERA');
    return JSON.stringify(page?.blocks ?? []).includes(words) ? page : undefined;
  };
  const page = await until('the page', says('Взять'));
  const claim = buttonsOf(page.blocks).find(({ button }) => button.text.text === 'Взять');
  if (!claim) throw new Error('no button for a lead');
  const { block_id, button } = claim;
  const seen = { block_id, action_id: button.action_id, value: button.value, text: button.text.text };
  await baton.slack.hands.pressInWindow('U0VERA', page.id, seen);
  // It is hers now, and she is told what comes next, in her language.
  await until('what is next', says('ждёт первого контакта'));
  await until('the card', () =>
    cardsOf(baton).find(({ text }) => text.includes(`Lead ${button.value} `) && text.includes('With ')),
  );
});

it('hears who is away, who has left and who is back', async () => {
  const { card } = await fresh();
  await press('U0DMITRI', card.ts, buttonOn(card, 'Claim'));
  const known = "from person where name = 'Дмитрий Орлов'";
  const count = (condition: string) => async () =>
    (await peek(baton.databaseUrl, `select count(*) as answer ${known} and ${condition}`)) === 1;
  await until('him to be known', count('left_at is null'));
  await baton.slack.hands.change('U0DMITRI', { status: ':palm_tree:' });
  await until('his holidays', count(`chat_away_until > ${Date.now()}`));
  await baton.slack.hands.change('U0DMITRI', { deleted: true });
  await until('his leaving', count('left_at is not null'));
  await baton.slack.hands.change('U0DMITRI', { deleted: false, status: '' });
  await until('his return', count('left_at is null and chat_away_until is null'));
});
