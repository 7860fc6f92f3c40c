import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const seed = fileURLToPath(new URL('test/support/seed.ts', import.meta.url));
const setup = fileURLToPath(new URL('test/support/global-setup.ts', import.meta.url));

export default defineConfig({
  test: {
    reporters: ['default', './test/support/tally.ts'],
    // Only against what hangs: the long run takes the time that the machine needs.
    testTimeout: process.env.BATON_TEST_LONG === '1' ? 600_000 : 60_000,
    hookTimeout: 60_000,
    setupFiles: [seed],
    projects: [
      { extends: true, test: { name: 'house', include: ['test/house/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'product',
          include: ['test/**/*.test.ts'],
          exclude: ['test/house/**', 'test/e2e/**', 'test/faults/**'],
          globalSetup: [setup],
          // Half of them wait for a database or a clock: two at a time are no burden to two cores.
          maxWorkers: 2,
        },
      },
      // Browsers, and processes that are killed: a minute of them is a clock that runs out, so two go on at a time.
      {
        extends: true,
        test: {
          name: 'stories',
          include: ['test/e2e/*.test.ts', 'test/faults/*.test.ts'],
          globalSetup: [setup],
          maxWorkers: 2,
          testTimeout: 600_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
