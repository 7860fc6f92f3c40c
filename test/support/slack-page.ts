import type { Browser, Locator, Page } from 'playwright-core';
import type { Demo } from './demo.ts';

/** Opens pages of the local Slack as some colleagues, and closes them again. */
export function slackPages(open: () => { readonly demo: Demo; readonly browser: Browser }) {
  // A browser follows a server on six connections at most, and every page holds one; this one ends with its last page.
  const pages: Page[] = [];
  return {
    as: async (user: string): Promise<Page> => {
      const { demo, browser } = open();
      const page = await browser.newPage({ viewport: { width: 1180, height: 900 }, deviceScaleFactor: 2 });
      pages.push(page);
      page.setDefaultTimeout(20_000);
      await page.goto(`${demo.page}/as/${user}`);
      return page;
    },
    leave: async (): Promise<void> => {
      for (const page of pages.splice(0)) await page.goto('about:blank');
    },
  };
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

/** Opens the conversation with the bot alone. */
export function direct(page: Page): Promise<void> {
  return page.locator('nav .room').filter({ hasText: 'Baton' }).click();
}

/** Sends the form that is open, and waits until it is closed. */
export async function submit(page: Page): Promise<void> {
  await page.click('.modal .submit');
  await page.locator('.modal').waitFor({ state: 'detached' });
}
