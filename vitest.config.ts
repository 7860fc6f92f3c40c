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
      // A minute of it is a clock that runs out: the others go on meanwhile.
      {
        extends: true,
        test: {
          name: 'waits',
          include: ['test/e2e/lead-story.test.ts'],
          maxWorkers: 2,
          testTimeout: 600_000,
        },
      },
      // Each of these needs the machine to itself: browsers, and processes that are killed.
      {
        extends: true,
        test: {
          name: 'stories',
          include: ['test/e2e/*.test.ts', 'test/faults/*.test.ts'],
          exclude: ['test/e2e/lead-story.test.ts'],
          globalSetup: [setup],
          fileParallelism: false,
          testTimeout: 600_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
