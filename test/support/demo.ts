import type { ChildProcess } from 'node:child_process';
import { ended, outputOf, startChild } from '../../sandbox/child.ts';
import { tokens } from '../../sandbox/company.ts';
import { freePort } from '../../sandbox/free-port.ts';
import { until } from './until.ts';

export type Demo = {
  /** The local Slack, Microsoft's Playground, and Baton itself. */
  readonly page: string;
  readonly teams: string;
  readonly baton: string;
  /** Sends to a path of the API; gives what it answers. */
  post(path: string, body: object): Promise<unknown>;
  postLead(lead: object): Promise<number>;
  /** A form of the company's site sends what somebody filled in. */
  sendForm(fields: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<number | null>;
};

/** The demo as a person starts it, on ports of its own. */
export async function startDemo(args: readonly string[] = [], env: Record<string, string> = {}): Promise<Demo> {
  const [pagePort, teamsPort, batonPort] = [await freePort(), await freePort(), await freePort()];
  const ports = { DEMO_PORT: String(pagePort), TEAMS_DEMO_PORT: String(teamsPort), PORT: String(batonPort) };
  const child = spawnDemo({ ...ports, ...env }, args);
  const [said, gone] = [outputOf(child), ended(child)];
  await until('the demo', () => said().includes('Ctrl-C stops everything'), 60_000);
  const baton = `http://127.0.0.1:${batonPort}`;
  const post = async (path: string, body: object): Promise<unknown> => {
    const headers = { authorization: `Bearer ${tokens.intake}`, 'content-type': 'application/json' };
    const answer = await fetch(`${baton}/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return answer.json();
  };
  return {
    page: `http://127.0.0.1:${pagePort}`,
    teams: `http://127.0.0.1:${teamsPort}`,
    baton,
    post,
    postLead: async (lead) => ((await post('leads', lead)) as { lead: number }).lead,
    sendForm: async (fields) => {
      const to = /\(Tilda\) sends to (\S+)/.exec(said())?.[1];
      const answer = await fetch(to ?? '', { method: 'POST', body: new URLSearchParams(fields) });
      if (!answer.ok) throw new Error(`the form was answered with ${answer.status}`);
    },
    stop: async () => {
      child.kill('SIGINT');
      return gone;
    },
  };
}

/** The demo's process, with few leads. */
export function spawnDemo(env: Record<string, string>, args: readonly string[] = []): ChildProcess {
  return startChild('sandbox/demo.ts', { ...process.env, DEMO_LEAD_SECONDS: '600', ...env }, { output: 'pipe', args });
}
