import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';
import { until } from '../support/until.ts';

it('leaves no Postgres and no folder behind when a test run is killed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-killed-'));
  // Whoever runs Postgres has to get through to it.
  await chmod(folder, 0o777);
  const script = `import { startPostgres } from '${new URL('../support/postgres.ts', import.meta.url).href}'; console.log((await startPostgres()).url); setInterval(() => {}, 1000);`;
  const run = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TMPDIR: folder },
  });
  let url = '';
  run.stdout.on('data', (chunk) => (url += chunk));
  await until('Postgres', () => url.includes('\n'), 60_000);
  expect(readdirSync(folder)).toHaveLength(1);
  run.kill('SIGKILL');
  const answers = async (): Promise<boolean> => {
    const client = new pg.Client({ connectionString: url.trim() });
    client.on('error', () => {});
    const connected = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    return connected;
  };
  await until('the server to stop', async () => !(await answers()));
  await until('the folder to go', () => readdirSync(folder).length === 0);
  await rm(folder, { recursive: true });
  expect(existsSync(folder)).toBe(false);
}, 120_000);

it('leaves no demo and no Baton behind when whoever started them is killed', async () => {
  const demo = new URL('../support/demo.ts', import.meta.url).href;
  const script = `import { startDemo } from '${demo}'; console.log((await startDemo()).page); setInterval(() => {}, 1000);`;
  const run = spawn(process.execPath, ['--input-type=module', '-e', script]);
  let page = '';
  run.stdout.on('data', (chunk) => (page += chunk));
  await until('the demo', () => page.includes('\n'), 60_000);
  const answers = (): Promise<boolean> =>
    fetch(page.trim()).then(
      () => true,
      () => false,
    );
  expect(await answers()).toBe(true);
  run.kill('SIGKILL');
  await until('the demo to end', async () => !(await answers()));
}, 120_000);
