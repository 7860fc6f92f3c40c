import { spawnSync } from 'node:child_process';

// The same properties at the sizes that an issue names; each prints its seed and its counts.
const { status } = spawnSync(
  'vitest',
  ['run', '--project', 'product', '--project', 'stories', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { ...process.env, BATON_TEST_LONG: '1' },
  },
);
process.exit(status ?? 1);
