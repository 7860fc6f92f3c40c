import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** `npm run pictures` keeps what the stories look like; otherwise nobody needs the files. */
const pictures = process.env.BATON_PICTURES;

/** Whether anybody wants pictures. */
export const wanted = pictures !== undefined;

/** How many dots a page has to a pixel: drawing more than a story needs takes its time. */
export const sharpness = wanted ? 2 : 1;

/** Keeps what a page shows now. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}
