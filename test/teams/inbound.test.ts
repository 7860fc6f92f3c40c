import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aadOf, teamsChannel, tenant } from '../../sandbox/company.ts';
import { actionsOf, inputsOf, wordsOf } from '../../sandbox/teams/adaptive-card.ts';
import type { Activity } from '../../sandbox/teams/tenant.ts';
import { startBaton, type TestBaton } from '../support/baton.ts';
import { peek } from '../support/peek.ts';
import { teamsStageOn } from '../support/teams-stage.ts';
import { until } from '../support/until.ts';

const anna = aadOf('U0ANNA');
const vera = aadOf('U0VERA');
let baton: TestBaton;
beforeEach(async () => {
  baton = await startBaton({ chats: ['teams'] });
});
afterEach(() => baton.stop());

const cards = (): Activity[] => baton.teams.tenant.messagesIn(teamsChannel);
const leadCard = async (enquiry: object = { name: 'Max', email: 'max@example.com' }): Promise<Activity> => {
  const before = cards().length;
  await baton.postLead(enquiry);
  return until('a card', () => cards()[before]);
};
const direct = (aad: string): string[] =>
  baton.teams.tenant.messagesIn(`a:${aad}`).map(({ card, text }) => (card ? wordsOf(card) : text));

describe('what colleagues do in Teams', () => {
  it('claims once, however often the press is delivered', async () => {
    const card = await leadCard();
    const { hands } = baton.teams;
    await hands.install(anna);
    const action = card.card && actionsOf(card.card).find(({ title }) => title === 'Claim');
    const press = hands.pressActivity(anna, card, action?.verb ?? '', action?.data ?? {});
    const answers = await Promise.all([1, 2, 3].map(() => hands.send(press)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await until('the claim', () => wordsOf(cards()[0]?.card ?? (card.card as never)).includes('With @Anna Weber'));
    const said = answers
      .map(({ body }) => (JSON.parse(body) as { value: unknown }).value)
      .filter((value) => typeof value === 'string');
    // A repeat that came while the first was running has no effect; one that came after is a press like any other.
    for (const value of said) expect(value).toMatch(/done already|has been yours/);
  });

  it('answers a refusal below the card, and what has buttons directly', async () => {
    const card = await leadCard();
    const stage = teamsStageOn(baton);
    for (const user of [anna, vera]) await baton.teams.hands.install(user);
    await stage.press('anna', 'Lead 1', 'Claim');
    await until('the private card', () => direct(anna).some((text) => text.includes('Lead 1 is yours')));
    // Vera's screen still shows the first card.
    const stale = card.card && actionsOf(card.card);
    const { hands, tenant: far } = baton.teams;
    const claim = stale?.find(({ title }) => title === 'Claim') ?? { verb: 'lead.claim', data: { baton: { id: '1' } } };
    const { body } = await hands.send(hands.pressActivity(vera, card, claim.verb, claim.data));
    expect(body).toContain('Лид 1');
    expect(body).toContain('activity.message');
    expect(far.notes).toEqual([]);
  });

  it('tells the history of the client whose thread it is, where `client` is said alone', async () => {
    const card = await leadCard();
    const { hands } = baton.teams;
    await hands.install(anna);
    await hands.say(anna, 'client', `${teamsChannel};messageid=${card.id}`);
    await until('the history', () => direct(anna).some((text) => text.includes('What happened, newest first')));
    await hands.say(anna, 'client', teamsChannel);
    await until('the question', () => direct(anna).some((text) => text.includes('Which client?')));
  });

  it('opens a form in place of the card, keeps what was typed, and closes it', async () => {
    const card = await leadCard();
    const stage = teamsStageOn(baton);
    await baton.teams.hands.install(anna);
    // There has to be somebody to hand it to.
    await baton.teams.hands.install(vera);
    await baton.teams.hands.say(vera, '/lead');
    await until('Vera to be known', () => direct(vera).length > 0);
    await stage.press('anna', 'Lead 1', 'Claim');
    await stage.press('anna', 'With @Anna Weber since', 'Hand off');
    const form = await until('the form', () => cards()[0]?.seenBy.get(anna));
    expect(wordsOf(form)).toContain('To whom');
    await baton.teams.hands.press(anna, cards()[0] ?? card, 'Cancel');
    expect(wordsOf(cards()[0]?.seenBy.get(anna) ?? form)).toContain('With @Anna Weber since');
  });

  it('takes a command after a mention, and answers directly with a word in the channel', async () => {
    await baton.teams.hands.install(anna);
    await baton.teams.hands.say(anna, '/lead', teamsChannel);
    await until('the list', () => direct(anna).some((text) => text.includes('No lead is free.')));
    await until('a word', () => cards().some(({ text }) => text === 'I have answered you privately.'));
  });

  it('speaks the language of whoever asks, and helps with what it does not know', async () => {
    await baton.teams.hands.install(vera);
    await baton.teams.hands.say(vera, 'привет');
    await until('the help', () => direct(vera).some((text) => text.includes('/client')));
    expect(direct(vera).join()).toMatch(/[а-я]{4}/);
  });

  it('reads a line as it was typed', async () => {
    await baton.teams.hands.install(anna);
    await baton.teams.hands.say(anna, 'client Ivan <ivan@x.example>', teamsChannel);
    await until('the answer', () => direct(anna).some((text) => text.includes('“Ivan <ivan@x.example>”')));
  });

  it('takes a lead by a form in the conversation', async () => {
    const stage = teamsStageOn(baton);
    await baton.teams.hands.install(anna);
    await stage.type('anna', 'lead new');
    await stage.fill('anna', { name: 'From the fair' });
    await stage.sees('anna', 'Give an e-mail or a phone number');
    await stage.fill('anna', { phone: '030 5550199' });
    await until('the card', () => cards().some(({ summary }) => summary.includes('From the fair')));
  });

  it('sends a form once, however often its button is pressed, and keeps it when it is refused', async () => {
    const stage = teamsStageOn(baton);
    await baton.teams.hands.install(anna);
    await stage.type('anna', 'lead new');
    const form = await until('the form', () =>
      baton.teams.tenant.messagesIn(`a:${anna}`).find(({ card }) => card && inputsOf(card).length > 0),
    );
    const typed = { name: 'Ivan <ivan@x.example>', email: 'ivan@x.example' };
    const shown = form.card;
    await baton.teams.hands.press(anna, form, 'Add lead', typed);
    await until('one lead', () => cards().length === 1);
    await until('the form to be what came of it', () => form.card !== shown);
    // The same card, still on another screen.
    if (shown) form.seenBy.set(anna, shown);
    await baton.teams.hands.press(anna, form, 'Add lead', typed);
    expect(baton.teams.tenant.notes.map(({ text }) => text)).toEqual([expect.stringContaining('done already')]);
    expect(form.seenBy.get(anna)).toBe(shown);
    expect(cards()).toHaveLength(1);
  });

  it('answers in a group chat, where no card begins a thread', async () => {
    await baton.teams.hands.install(anna);
    await baton.teams.hands.say(anna, 'lead', '19:group@thread.v2');
    await until('a word', () =>
      baton.teams.tenant.messagesIn('19:group@thread.v2').some(({ text }) => text.includes('privately')),
    );
  });

  it('refuses a guest, a stranger from another tenant, and leaves no row of them', async () => {
    const card = await leadCard();
    const { hands, tenant: far } = baton.teams;
    const guest = {
      aad: 'bbbbbbbb-0000-4000-8000-000000000000',
      id: '29:guest',
      name: 'Guest',
      email: 'g@x.example',
      locale: 'en-US',
      zone: 'UTC',
      role: 'guest',
    } as const;
    far.users.set(guest.aad, guest);
    const press = hands.pressActivity(guest.aad, card, 'lead.claim', { baton: { id: '1' } });
    expect((await hands.send(press)).body).toContain('full members');
    const stranger = JSON.parse(JSON.stringify(hands.pressActivity(anna, card, 'lead.claim', { baton: { id: '1' } })));
    stranger.conversation.tenantId = '99999999-9999-4999-8999-999999999999';
    expect((await hands.send(stranger)).body).toContain('members of the company');
    expect(wordsOf(cards()[0]?.card ?? (card.card as never))).toContain('Free.');
    expect(tenant).not.toBe(stranger.conversation.tenantId);
    await baton.pause();
    for (const table of ['person', 'identity'])
      expect(await peek(baton.databaseUrl, `select count(*) as answer from ${table}`)).toBe(0);
    // The channel of our own tenant is remembered; nobody's person, and nothing of another tenant.
    expect(await peek(baton.databaseUrl, 'select count(*) as answer from conversation')).toBe(1);
  });
});
