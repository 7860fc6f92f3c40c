import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { StoriesFirst } from './test/support/stories-first.ts';

const seed = fileURLToPath(new URL('test/support/seed.ts', import.meta.url));
const setup = fileURLToPath(new URL('test/support/global-setup.ts', import.meta.url));

export default defineConfig({
  test: {
    reporters: ['default', './test/support/tally.ts'],
    // Only against what hangs: the long run takes the time that the machine needs.
    testTimeout: process.env.BATON_TEST_LONG === '1' ? 600_000 : 60_000,
    hookTimeout: 60_000,
    setupFiles: [seed],
    // One pool for all; half of the tests wait for a database or a clock, and one story a whole minute.
    maxWorkers: 3,
    sequence: { sequencer: StoriesFirst },
    projects: [
      { extends: true, test: { name: 'house', include: ['test/house/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'product',
          include: ['test/**/*.test.ts'],
          exclude: ['test/house/**', 'test/e2e/**', 'test/faults/**'],
          globalSetup: [setup],
          // Nothing of the product keeps anything outside of what starts it; reading it once saves a minute of a run.
          isolate: false,
        },
      },
      // Browsers, and processes that are killed.
      {
        extends: true,
        test: {
          name: 'stories',
          include: ['test/e2e/*.test.ts', 'test/faults/*.test.ts'],
          globalSetup: [setup],
          testTimeout: 600_000,
        },
      },
    ],
  },
});
