import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { freePort } from '../../sandbox/free-port.ts';
import { until } from './until.ts';

export type Demo = { readonly page: string; stop(): Promise<number | null>; readonly output: () => string };

/** The demo as a person starts it, on ports of its own. */
export async function startDemo(): Promise<Demo> {
  const [pagePort, batonPort] = [await freePort(), await freePort()];
  const child = spawnDemo({ DEMO_PORT: String(pagePort), PORT: String(batonPort) });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await until('the demo', () => output.includes('Ctrl-C stops everything'), 60_000);
  return {
    page: `http://127.0.0.1:${pagePort}`,
    output: () => output,
    stop: async () => {
      child.kill('SIGINT');
      return gone;
    },
  };
}

/** The demo's process, with few leads. */
export function spawnDemo(env: Record<string, string>): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ['sandbox/demo.ts'], { env: { ...process.env, DEMO_LEAD_SECONDS: '600', ...env } });
}
