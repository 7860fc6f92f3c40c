import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startChild } from './child.ts';
import { aadOf, colleagues, teamsBot, teamsChannel, tenant } from './company.ts';

/** Microsoft's Agents Playground: Teams on this machine, with the six colleagues; its page acts as the first. */
export type Playground = { readonly url: string; readonly child: ChildProcess };

/** The conversation of the first colleague with the bot alone. */
export const personalChat = 'a:anna-and-baton';

/** Starts the Playground for a bot; its files go into a folder. It sends nothing to anybody. */
export async function startPlayground(port: number, endpoint: string, folder: string): Promise<Playground> {
  const config = join(folder, '.m365agentsplayground.yml');
  // JSON is YAML too.
  writeFileSync(config, JSON.stringify(configOf()));
  const url = `http://127.0.0.1:${port}`;
  const args = ['start', '-e', endpoint, '-c', 'msteams', '-p', String(port), '--su', `${url}/_connector`, '--dt'];
  const script = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
  const env = {
    ...process.env,
    // It opens no browser by itself.
    TEAMSAPPTESTER_BROWSER: 'none',
    M365_AGENTS_PLAYGROUND_CONFIG_PATH: config,
    M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'playground.log'),
  };
  const child = startChild(script, env, { args, cwd: folder });
  for (let tries = 0; !(await answers(`${url}/_debug/ping`)); tries += 1) {
    if (tries > 300 || child.exitCode !== null)
      throw new Error(`the Playground did not start; see ${folder}/playground.log`);
    await sleep(100);
  }
  return { url, child };
}

/** Adds the bot to the leads channel and to the first colleague's apps: the Playground tells it nothing by itself. */
export async function installBot({ url }: Playground): Promise<void> {
  for (const conversation of [teamsChannel, personalChat])
    await fetch(`${url}/_debug/conversation/${encodeURIComponent(conversation)}/installation`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
}

/** Exactly five users beside the current one, and one channel beside the first: more it does not take. */
function configOf(): object {
  const users = colleagues.map(({ id, name, email }) => {
    const [givenName = '', surname = ''] = name.split(' ');
    const short = id.slice(2).toLowerCase();
    return { id: `29:${short}`, name, userPrincipleName: email, aadObjectId: aadOf(id), givenName, surname, email };
  });
  const [currentUser, ...others] = users;
  return {
    version: '0.1.1',
    tenantId: tenant,
    bot: { id: teamsBot, name: 'Baton' },
    currentUser,
    users: others,
    personalChat: { id: personalChat },
    groupChat: { id: '19:group@thread.v2', name: 'Group' },
    team: {
      id: '19:general@thread.tacv2',
      name: 'Company',
      aadGroupId: 'bbbbbbbb-0000-4000-8000-000000000001',
      channels: [{ id: teamsChannel, name: 'leads' }],
    },
  };
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
