import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { awakePhone } from '../support/awake-phone.ts';
import { openBrowser } from '../support/browser.ts';
import { type Demo, startDemo } from '../support/demo.ts';
import { picture } from '../support/pictures.ts';
import { openPlayground, secondPerson } from '../support/playground.ts';

let demo: Demo;
let chromium: Awaited<ReturnType<typeof openBrowser>>;
let teams: Page;
beforeAll(async () => {
  [demo, chromium] = await Promise.all([startDemo(['--both'], { DEMO_LEAD_SECONDS: '0' }), openBrowser()]);
  teams = await chromium.browser.newPage({ viewport: { width: 1400, height: 1100 } });
  teams.setDefaultTimeout(40_000);
  await openPlayground(teams, demo);
}, 120_000);
afterAll(async () => {
  await chromium.close();
  await demo.stop();
});

const greta = {
  name: 'Greta Olsen',
  company: 'Fjord Foods',
  email: 'greta@fjordfoods.example',
  phone: awakePhone(),
  message: 'We need an offer for 120 seats before our budget closes on Friday.',
  campaign: 'Food fair',
};
const slackAs = async (user: string): Promise<Page> => {
  const page = await chromium.browser.newPage({ viewport: { width: 1180, height: 860 } });
  page.setDefaultTimeout(40_000);
  await page.goto(`${demo.page}/as/${user}`);
  return page;
};
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
const shows = (page: Page, words: string) => page.getByText(words).first().waitFor();
const room = (name: string) => teams.getByRole('treeitem', { name }).click();

it('tells the story in Microsoft’s Playground: Anna by its page, Boris by its interface', async () => {
  const boris = await secondPerson('U0BORIS', demo);
  const number = await demo.postLead(greta);
  await shows(teams, `Lead ${number} · Greta Olsen`);
  await picture(teams, 'teams-lead');
  await press(teams, 'Claim');
  await shows(teams, 'With @Anna Weber');
  await picture(teams, 'teams-claimed');

  // Boris is too late, is warned before he calls, and lets it be.
  await boris.sees('With @Anna Weber');
  expect(await boris.press(`Lead ${number} · Greta Olsen`, 'I’m calling')).toContain('With @Anna Weber');
  expect(await boris.press('Think first', 'Leave it')).toContain('Nothing sent');

  await press(teams, 'I’m calling');
  await shows(teams, 'is calling them now');
  await room('Personal Chat');
  await shows(teams, 'Go ahead and call');
  await picture(teams, 'teams-go-ahead');
  await teams.getByRole('button', { name: 'Log the outcome' }).last().click();
  await shows(teams, 'How was the call?');
  await teams.getByRole('combobox', { name: 'What came of it?' }).last().click();
  await teams.getByRole('option', { name: 'Reached them' }).click();
  await picture(teams, 'teams-outcome');
  await teams.getByRole('button', { name: 'Log', exact: true }).last().click();
  await teams.getByText('Done').first().waitFor();

  await room('Company - leads');
  await press(teams, 'Hand off');
  await shows(teams, 'To whom');
  await teams.getByRole('combobox').first().click();
  await teams.getByRole('option', { name: /Boris Novak/ }).click();
  await teams.getByRole('textbox', { name: 'What they need' }).fill('A demo for the whole team');
  await teams.getByRole('textbox', { name: 'Next step' }).fill('Call on Monday');
  await picture(teams, 'teams-handoff-form');
  await press(teams, 'Hand off');
  await shows(teams, 'Being handed to');

  expect(await boris.press('Call on Monday', 'Decline')).toContain('Why do you not take it?');
  expect(await boris.press('Why do you not take it?', 'Decline', { reason: 'no-time', note: 'On holiday' })).toContain(
    'declined',
  );
  await room('Personal Chat');
  await shows(teams, 'is still with you');
  await picture(teams, 'teams-declined');
  await room('Company - leads');
  await press(teams, 'Hand off');
  await teams.getByRole('combobox').first().click();
  await teams.getByRole('option', { name: /Boris Novak/ }).click();
  await teams.getByRole('textbox', { name: 'What they need' }).fill('A demo');
  await teams.getByRole('textbox', { name: 'Next step' }).fill('Call on Tuesday');
  await press(teams, 'Hand off');
  expect(await boris.press('Call on Tuesday', 'Accept')).toContain('accepted');
  await shows(teams, 'With @Boris Novak');
  await picture(teams, 'teams-accepted');
}, 180_000);

it('claims in Slack, is seen in Teams, is handed off from Teams, and accepted in Slack', async () => {
  const [anna, boris] = [await slackAs('U0ANNA'), await slackAs('U0BORIS')];
  // Boris was last in Slack.
  await boris.fill('#composer input', '/lead');
  await boris.press('#composer input', 'Enter');
  await boris.locator('.message.private').first().waitFor();
  const number = await demo.postLead({
    ...greta,
    name: 'Sofia Lindqvist',
    company: 'Lindqvist & Partners',
    email: 'sofia@lindqvist.example',
  });
  const card = anna.locator('.message:not(.private)').filter({ hasText: `Lead ${number} ·` });
  await card.getByRole('button', { name: 'Claim' }).click();
  await card.getByText('With @Anna Weber since').waitFor();
  await shows(teams, `Lead ${number} · Sofia Lindqvist`);
  await teams.getByText('With @Anna Weber').first().waitFor();
  await picture(teams, 'both-teams');
  await press(teams, 'Hand off');
  await teams.getByRole('combobox').first().click();
  await teams.getByRole('option', { name: /Boris Novak/ }).click();
  await teams.getByRole('textbox', { name: 'What they need' }).fill('An offer');
  await teams.getByRole('textbox', { name: 'Next step' }).fill('Send it by Friday');
  await press(teams, 'Hand off');
  await boris.locator('nav').getByText('Baton').click();
  const asked = boris.locator('.message').filter({ hasText: 'Send it by Friday' });
  await asked.getByRole('button', { name: 'Accept' }).waitFor();
  await picture(boris, 'both-slack-handoff');
  await asked.getByRole('button', { name: 'Accept' }).click();
  await card.getByText('With @Boris Novak since').waitFor();
  await shows(teams, 'With @Boris Novak');
  await anna.locator('.thread').getByText('accepted (').last().waitFor();
  await picture(anna, 'both-slack');
}, 180_000);

it('asks for the joint meeting by a form in the conversation', async () => {
  await room('Personal Chat');
  await teams.getByRole('textbox').last().click();
  await teams.keyboard.type('sync');
  await teams.getByRole('button', { name: 'Send Message' }).click();
  await shows(teams, 'Who belongs to it');
  await picture(teams, 'teams-sync-form');
  await press(teams, 'Set it up');
  await shows(teams, 'Every week · Monday, 10:00');
  await picture(teams, 'teams-sync');
}, 120_000);
