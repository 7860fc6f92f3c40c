import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ended, outputOf, startChild } from './child.ts';
import { companySeed, leadsPlace, scopes, teamsPlace, tenant, tokens } from './company.ts';
import { freePort } from './free-port.ts';
import { servePage } from './page/routes.ts';
import { installBot, type Playground, startPlayground } from './playground.ts';
import { sampleLeads } from './sample-leads.ts';
import { createSlackDouble } from './slack/server.ts';

// The local workspace: a Slack without Slack, or Microsoft's Playground, or both; Baton as in production; and leads
// that come in by the real intake.
const withTeams = process.argv.includes('--teams') || process.argv.includes('--both');
const withSlack = !process.argv.includes('--teams');
// A second demo beside the first takes other ports; one that was asked for is taken at its word.
const pagePort = await portFor('DEMO_PORT', 3100);
const teamsPort = await portFor('TEAMS_DEMO_PORT', 3200);
const batonPort = await portFor('PORT', 3000);
const every = Number(process.env.DEMO_LEAD_SECONDS ?? 6) * 1000;
const folder = mkdtempSync(join(tmpdir(), 'baton-demo-'));
const batonUrl = `http://127.0.0.1:${batonPort}`;

const slack = createSlackDouble({
  seed: companySeed(),
  botToken: tokens.bot,
  signingSecret: tokens.signingSecret,
  scopes,
  endpoint: () => `${batonUrl}/slack/events`,
  elsewhere: (request, response, double) => {
    servePage(request, response, double).catch((fault: unknown) => {
      console.error(fault);
      response.end();
    });
  },
});

/** The port that a variable asks for, which must be free; else the usual one, or any other. */
async function portFor(variable: string, usual: number): Promise<number> {
  const asked = process.env[variable];
  const port = await freePort(Number(asked ?? usual));
  if (asked === undefined || port === Number(asked)) return port;
  console.error(`Port ${asked} is taken. Choose another, or none: ${variable}=<port> npm run demo`);
  process.exit(1);
}

const children: ChildProcess[] = [];
let over = false;

/** Baton as in production, but for what it talks to. */
function envOf(page: string | undefined): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PORT: String(batonPort),
    HOST: '127.0.0.1',
    DATABASE_URL: `sqlite:${join(folder, 'baton.sqlite')}`,
    SLACK_BOT_TOKEN: page ? tokens.bot : '',
    SLACK_SIGNING_SECRET: page ? tokens.signingSecret : '',
    SLACK_API_URL: page ? `${page}/api/` : '',
    SLACK_WORKSPACES: '',
    SLACK_RATE_SCALE: '1',
    TEAMS_APP_ID: '',
    TEAMS_APP_PASSWORD: '',
    TEAMS_APP_TYPE: '',
    TEAMS_TENANTS: '',
    TEAMS_TENANT_ID: withTeams ? tenant : '',
    TEAMS_ALLOW_ANONYMOUS: withTeams ? '1' : '',
    TEAMS_SERVICE_URL: withTeams ? `http://127.0.0.1:${teamsPort}/_connector` : '',
    INTAKE_TOKENS: `website:${tokens.intake}`,
    LEADS_CHANNELS: [...(withSlack ? [leadsPlace] : []), ...(withTeams ? [teamsPlace] : [])].join(),
    LOCALE: process.env.DEMO_LOCALE ?? 'en',
    BATON_ADMINS: 'emma@company.example',
    TIME_ZONE: 'Europe/Berlin',
    PUBLIC_URL: batonUrl,
    // Of this demo alone: it opens nothing anywhere else.
    BATON_SECRET: randomBytes(32).toString('hex'),
    DEFAULT_COUNTRY: 'DE',
    LOG_LEVEL: 'warn',
  };
}

/** Connects the forms of a site made with Tilda, as an administrator does, and gives the address for them. */
async function connectForms(env: NodeJS.ProcessEnv): Promise<string> {
  const args = ['source', 'add', 'site', 'tilda', '--country', 'RU', '--json'];
  const child = startChild('src/cli.ts', env, { output: 'pipe', args });
  const said = outputOf(child);
  if ((await ended(child)) !== 0) throw new Error(said());
  return JSON.parse(said()).url;
}

/** What the demo is made of ends together. */
function ends(child: ChildProcess): void {
  children.push(child);
  child.once('exit', (code) => end(code ?? 1));
}

async function isUp(): Promise<boolean> {
  for (let tries = 0; tries < 200 && !over; tries += 1) {
    const ready = await fetch(`${batonUrl}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return true;
    await sleep(100);
  }
  return false;
}

async function sendLeads(): Promise<void> {
  let index = 0;
  for (const lead of sampleLeads()) {
    if (over) return;
    const headers = {
      authorization: `Bearer ${tokens.intake}`,
      'content-type': 'application/json',
      'idempotency-key': `sample-${index}`,
    };
    await fetch(`${batonUrl}/api/v1/leads`, { method: 'POST', headers, body: JSON.stringify(lead) }).catch(() => {});
    index += 1;
    await sleep(index < 3 ? 1_000 : every);
  }
}

/** Ends everything that was started, whoever asked for it. */
async function end(code: number): Promise<void> {
  if (over) return;
  over = true;
  const living = children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  const gone = Promise.all(living.map(ended));
  for (const child of living) child.kill('SIGTERM');
  await Promise.race([gone, sleep(10_000)]);
  await slack.close();
  process.exit(code);
}

process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('SIGINT', () => end(0));
process.on('SIGTERM', () => end(0));

const slackWords = (page: string): string => `
    Anna, sales       ${page}/as/U0ANNA
    Boris, sales      ${page}/as/U0BORIS
    Вера, sales       ${page}/as/U0VERA   (in Russian)
    Clara, marketing  ${page}/as/U0CLARA
    Дмитрий, the same ${page}/as/U0DMITRI (in Russian)
    Emma, marketing   ${page}/as/U0EMMA   (the administrator)
`;
const teamsWords = ({ url }: Playground): string => `
    Anna in Teams     ${url}   (Microsoft's Agents Playground: open "Company - leads"; a reload empties it)
`;

try {
  const page = withSlack ? await slack.listen(pagePort) : undefined;
  const env = envOf(page);
  // Before Baton runs: a database in a file is one process's.
  const forms = await connectForms(env);
  ends(startChild('src/main.ts', env, { output: 'inherit' }));
  const playground = withTeams ? await startPlayground(teamsPort, `${batonUrl}/api/messages`, folder) : undefined;
  if (playground) ends(playground.child);
  if (await isUp()) {
    if (playground) await installBot(playground);
    console.log(`
  Baton is up, with a local workspace of six colleagues.
${page ? slackWords(page) : ''}${playground ? teamsWords(playground) : ''}
  ${every > 0 ? `Leads arrive every ${every / 1000} seconds` : 'Send leads'} through ${batonUrl}/api/v1/leads
  A site's form (Tilda) sends to ${forms}
  Try: ${page ? "open Anna and Boris side by side. On Boris's page, hold updates back. " : ''}Claim a lead as Anna${
    page ? ',\n  then press Claim as Boris: he is told who has it. As Boris, press I’m calling on it: he is warned' : ''
  }.
  Hand it off, and accept it. Type /client, /contact, /sync, or /lead new${withTeams ? ' (in Teams: without the slash)' : ''}.

  Ctrl-C stops everything.
`);
    // None at all when somebody sends their own.
    if (every > 0) await sendLeads();
  }
} catch (fault) {
  console.error(fault);
  await end(1);
}
