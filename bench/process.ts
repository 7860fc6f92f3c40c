import { setTimeout as sleep } from 'node:timers/promises';
import { ended, startChild } from '../sandbox/child.ts';

export type Served = { readonly url: string; stop(): Promise<void> };

/** Starts a server of ours as a process of its own, and waits until it answers. */
export async function serve(script: string, port: number, env: Record<string, string>): Promise<Served> {
  const url = `http://127.0.0.1:${port}`;
  const child = startChild(
    script,
    { ...process.env, PORT: String(port), LOG_LEVEL: 'error', ...env },
    { output: 'inherit' },
  );
  const gone = ended(child);
  while (
    !(await fetch(`${url}/healthz`).then(
      () => true,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error(`${script} did not start`);
    await sleep(20);
  }
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
    },
  };
}
