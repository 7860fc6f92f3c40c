import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** A headless Chromium: the one an npm package carries, or an installed Chrome where it carries none. */
export async function openBrowser(): Promise<{ browser: Browser; close(): Promise<void> }> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    const browser = await chromium.launch({ channel: 'chrome' });
    return { browser, close: () => browser.close() };
  }
  // The package unpacks to the temporary folder, and takes any browser that lies there: so it gets one of its own.
  const before = process.env.TMPDIR;
  const folder = mkdtempSync(join(tmpdir(), 'baton-chromium-'));
  process.env.TMPDIR = folder;
  const browser = await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: sparticuz.args,
    headless: true,
  });
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  return {
    browser,
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
