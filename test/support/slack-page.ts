import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { openBrowser } from './browser.ts';
import { type Demo, startDemo } from './demo.ts';
import { sharpness } from './pictures.ts';

/** The demo and a browser for the stories of one file: what the demo can do, and pages of its Slack as any colleague. */
export function onSlackPages(): {
  readonly demo: Pick<Demo, 'post' | 'postLead' | 'sendForm'>;
  as(user: string): Promise<Page>;
} {
  let demo: Demo | undefined;
  let chromium: Awaited<ReturnType<typeof openBrowser>> | undefined;
  // A browser follows a server on six connections at most, and every page holds one; this one ends with its last page.
  const pages: Page[] = [];
  beforeAll(async () => {
    [demo, chromium] = await Promise.all([startDemo([], { DEMO_LEAD_SECONDS: '0' }), openBrowser()]);
  }, 120_000);
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.goto('about:blank');
  });
  afterAll(async () => {
    await chromium?.close();
    await demo?.stop();
  });
  const running = (): { demo: Demo; chromium: NonNullable<typeof chromium> } => {
    if (!demo || !chromium) throw new Error('the demo is not up');
    return { demo, chromium };
  };
  return {
    demo: {
      post: (path, body) => running().demo.post(path, body),
      postLead: (lead) => running().demo.postLead(lead),
      sendForm: (fields) => running().demo.sendForm(fields),
    },
    as: async (user) => {
      const page = await running().chromium.browser.newPage({
        viewport: { width: 1180, height: 900 },
        deviceScaleFactor: sharpness,
      });
      pages.push(page);
      page.setDefaultTimeout(40_000);
      await page.goto(`${running().demo.page}/as/${user}`);
      return page;
    },
  };
}

/** Opens the page of a colleague anew, in the channel. */
export function again(page: Page, user: string): Promise<unknown> {
  return page.goto(new URL(`/as/${user}`, page.url()).href);
}

/** Types a line and sends it. */
export async function say(page: Page, line: string): Promise<void> {
  await page.fill('#composer input', line);
  await page.press('#composer input', 'Enter');
}

/** The first card that everybody sees and that says some words. */
export function card(page: Page, words: string): Locator {
  return page.locator('.message:not(.private)').filter({ hasText: words }).first();
}

/** The last private card that says some words. */
export function whisper(page: Page, words: string): Locator {
  return page.locator('.message.private').filter({ hasText: words }).last();
}

/** Presses a button on a card. */
export function press(place: Locator, name: string): Promise<void> {
  return place.getByRole('button', { name, exact: true }).click();
}

/** Opens the conversation with the bot alone; a button that is pressed before the page is all there does nothing. */
export async function direct(page: Page): Promise<void> {
  const room = page.locator('nav .room').filter({ hasText: 'Baton' });
  await page.goto(new URL((await room.getAttribute('href')) ?? '', page.url()).href);
}

/** Sends the form that is open, and waits until it is closed. */
export async function submit(page: Page): Promise<void> {
  await page.click('.modal .submit');
  await page.locator('.modal').waitFor({ state: 'detached' });
}

/** Sends the form that is open, and closes what it turns into: an answer in words. */
export async function submitAndRead(page: Page, words: string): Promise<void> {
  await page.click('.modal .submit');
  await page.locator('.modal').getByText(words).first().waitFor();
  await page.locator('.modal footer .close').click();
  await page.locator('.modal').waitFor({ state: 'detached' });
}

/** Sends the form of a handoff; at night it says that the receiver is not at work, and is closed then. */
export async function submitHandoff(page: Page): Promise<void> {
  await page.click('.modal .submit');
  const modal = page.locator('.modal');
  const answer = modal.filter({ hasNot: page.locator('.submit') });
  await Promise.race([modal.waitFor({ state: 'detached' }), answer.waitFor()]);
  if ((await answer.count()) > 0) await modal.locator('footer .close').click();
  await modal.waitFor({ state: 'detached' });
}
