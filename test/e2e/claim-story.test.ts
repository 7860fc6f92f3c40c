import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ended, outputOf } from '../../sandbox/child.ts';
import { openBrowser } from '../support/browser.ts';
import { type Demo, spawnDemo, startDemo } from '../support/demo.ts';
import { picture, sharpness } from '../support/pictures.ts';

let demo: Demo;
let chromium: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  [demo, chromium] = await Promise.all([startDemo(), openBrowser()]);
}, 120_000);
afterAll(async () => {
  await chromium.close();
  await demo.stop();
});

const as = async (user: string): Promise<Page> => {
  const page = await chromium.browser.newPage({ viewport: { width: 1180, height: 760 }, deviceScaleFactor: sharpness });
  await page.goto(`${demo.page}/as/${user}`);
  return page;
};
const card = (page: Page, words: string) => page.locator('.message:not(.private)').filter({ hasText: words });
const whisper = (page: Page, words: string) => page.locator('.message.private').filter({ hasText: words });
const say = async (page: Page, line: string): Promise<void> => {
  await page.fill('#composer input', line);
  await page.press('#composer input', 'Enter');
};

it('tells the story of a lead: it arrives, two want it, one has it, and gives it back', async () => {
  const [anna, boris, vera] = await Promise.all([as('U0ANNA'), as('U0BORIS'), as('U0VERA')]);
  const lead = 'Julia Hartmann';
  for (const page of [anna, boris, vera]) await card(page, lead).getByRole('button', { name: 'Claim' }).waitFor();
  await card(anna, 'Marta Nowak').waitFor();
  await picture(anna, 'lead-card');

  // Boris looks at a page that is out of date.
  await boris.check('#pause');
  await card(anna, lead).getByRole('button', { name: 'Claim' }).click();
  await whisper(anna, 'is yours').waitFor();
  await card(anna, lead).getByText('With @Anna Weber since').waitFor();
  await picture(anna, 'claimed');

  await card(boris, lead).getByRole('button', { name: 'Claim' }).click();
  await boris.waitForTimeout(300);
  await boris.uncheck('#pause');
  await whisper(boris, 'has been with @Anna Weber').waitFor();
  await card(boris, lead).getByText('With @Anna Weber since').waitFor();
  await picture(boris, 'too-late');

  await whisper(anna, 'is yours').getByRole('button', { name: 'Undo' }).click();
  await whisper(anna, 'It is free again').waitFor();
  await card(boris, lead).getByRole('button', { name: 'Claim' }).waitFor();
  await picture(anna, 'undone');
}, 120_000);

it('speaks Russian to a Russian colleague', async () => {
  const vera = await as('U0VERA');
  await card(vera, 'Олег Кузнецов').getByRole('button', { name: 'Claim' }).click();
  await whisper(vera, 'теперь ваш').waitFor();
  await say(vera, '/lead');
  await whisper(vera, 'У вас 1 лид').waitFor();
  await picture(vera, 'russian');
  await whisper(vera, 'У вас 1 лид').getByRole('button', { name: 'Вернуть' }).click();
  await vera.locator('.modal select').waitFor();
  await picture(vera, 'release-russian');
  await vera.selectOption('.modal select', 'wrong-region');
  await vera.fill('.modal textarea', 'Склад в Казани');
  await vera.click('.modal .submit');
  await vera.locator('.modal').waitFor({ state: 'detached' });
  await card(vera, 'Склад в Казани').getByRole('button', { name: 'Claim' }).waitFor();
}, 120_000);

it('lists leads, and takes one by form', async () => {
  const clara = await as('U0CLARA');
  await say(clara, '/lead');
  await whisper(clara, 'leads are free').waitFor();
  await picture(clara, 'list');
  await say(clara, '/lead new');
  await clara.fill('.modal [name=name]', 'Visitor from the fair');
  await clara.click('.modal .submit');
  await clara.locator('.modal .error').waitFor();
  await clara.fill('.modal [name=phone]', '030 5550199');
  await picture(clara, 'new-lead');
  await clara.click('.modal .submit');
  await clara.locator('.modal').getByText('is in').waitFor();
  await clara.locator('.modal footer .close').click();
  await card(clara, 'Visitor from the fair').waitFor();
  await clara.locator('nav').getByText('Baton').click();
  await clara.getByRole('button', { name: 'Marketing' }).click();
  await clara.getByText('You work in Marketing').waitFor();
  await picture(clara, 'department');
}, 120_000);

it('stops when it is told to, and leaves nothing running', async () => {
  const second = await startDemo();
  expect(await second.stop()).toBe(0);
  await expect(fetch(second.page)).rejects.toThrow();
}, 120_000);

it('says which port is taken, and starts nothing', async () => {
  const taken = new URL(demo.page).port;
  for (const variable of ['DEMO_PORT', 'PORT']) {
    const child = spawnDemo({ [variable]: taken });
    const said = outputOf(child);
    const code = await ended(child);
    expect([code, said()]).toEqual([
      1,
      `Port ${taken} is taken. Choose another, or none: ${variable}=<port> npm run demo\n`,
    ]);
  }
}, 60_000);
