import type { ChildProcess } from 'node:child_process';
import { ended, outputOf, startChild } from '../../sandbox/child.ts';
import { freePort } from '../../sandbox/free-port.ts';
import { until } from './until.ts';

export type Demo = { readonly page: string; stop(): Promise<number | null> };

/** The demo as a person starts it, on ports of its own. */
export async function startDemo(): Promise<Demo> {
  const [pagePort, batonPort] = [await freePort(), await freePort()];
  const child = spawnDemo({ DEMO_PORT: String(pagePort), PORT: String(batonPort) });
  const [said, gone] = [outputOf(child), ended(child)];
  await until('the demo', () => said().includes('Ctrl-C stops everything'), 60_000);
  return {
    page: `http://127.0.0.1:${pagePort}`,
    stop: async () => {
      child.kill('SIGINT');
      return gone;
    },
  };
}

/** The demo's process, with few leads. */
export function spawnDemo(env: Record<string, string>): ChildProcess {
  return startChild('sandbox/demo.ts', { ...process.env, DEMO_LEAD_SECONDS: '600', ...env }, { output: 'pipe' });
}
