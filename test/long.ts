import { spawnSync } from 'node:child_process';

// The same properties at full size; it prints the seed (BATON_SEED sets another) and what was counted.
const { status } = spawnSync(
  'vitest',
  ['run', '--project', 'product', '--project', 'stories', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { ...process.env, BATON_TEST_LONG: '1' },
  },
);
process.exit(status ?? 1);
