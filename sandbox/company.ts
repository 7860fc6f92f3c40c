import manifest from '../manifests/slack.json' with { type: 'json' };
import type { Seed, User } from './slack/workspace.ts';
import type { TenantSeed } from './teams/tenant.ts';

/** The company of the demo and of the tests: six colleagues in two departments, two of them Russian. */
export const colleagues: readonly User[] = [
  {
    id: 'U0ANNA',
    name: 'Anna Weber',
    email: 'anna@company.example',
    locale: 'en-GB',
    tz: 'Europe/Berlin',
    title: 'Sales',
  },
  {
    id: 'U0BORIS',
    name: 'Boris Novak',
    email: 'boris@company.example',
    locale: 'en-US',
    tz: 'Europe/Prague',
    title: 'Sales',
  },
  {
    id: 'U0VERA',
    name: 'Вера Соколова',
    email: 'vera@company.example',
    locale: 'ru-RU',
    tz: 'Europe/Moscow',
    title: 'Sales',
  },
  {
    id: 'U0CLARA',
    name: 'Clara Jensen',
    email: 'clara@company.example',
    locale: 'en-GB',
    tz: 'Europe/Copenhagen',
    title: 'Marketing',
  },
  {
    id: 'U0DMITRI',
    name: 'Дмитрий Орлов',
    email: 'dmitri@company.example',
    locale: 'ru-RU',
    tz: 'Europe/Moscow',
    title: 'Marketing',
  },
  {
    id: 'U0EMMA',
    name: 'Emma Rossi',
    email: 'emma@company.example',
    locale: 'en-US',
    tz: 'Europe/Rome',
    title: 'Marketing',
  },
];

export const team = 'T0BATON';
export const leadsChannel = 'C0LEADS';
/** The leads channel as Baton names it. */
export const leadsPlace = `slack:${team}/${leadsChannel}`;

/** A workspace seed; `others` are people beyond the six: guests, bots, outsiders. */
export function companySeed(others: readonly User[] = []): Seed {
  const users = [...colleagues, ...others];
  const bot: User = {
    id: 'U0BATON',
    name: 'Baton',
    email: 'baton@company.example',
    locale: 'en-US',
    tz: 'UTC',
    bot: true,
  };
  const members = [bot.id, ...users.map(({ id }) => id)];
  return { team, bot, appId: 'A0BATON', users, channels: [{ id: leadsChannel, name: 'leads', members }] };
}

/** The rights that the app asks for when it is installed. */
export const scopes: readonly string[] = manifest.oauth_config.scopes.bot;

/** Tokens of the sandbox: they open nothing anywhere else. */
export const tokens = { bot: 'xoxb-sandbox', signingSecret: 'sandbox-signing-secret', intake: 'sandbox-intake-token' };

/** The same company in Teams: people have the same e-mails there, and other ids. */
export const tenant = '11111111-1111-4111-8111-111111111111';
export const teamsBot = '28:22222222-2222-4222-8222-222222222222';
export const teamsChannel = '19:leads@thread.tacv2';
/** The leads channel of Teams as Baton names it. */
export const teamsPlace = `teams:${tenant}/${teamsChannel}`;

/** The directory id of a colleague, by their id in Slack. */
export function aadOf(slackId: string): string {
  const index = colleagues.findIndex(({ id }) => id === slackId);
  return `aaaaaaaa-0000-4000-8000-00000000000${index}`;
}

/** A tenant seed with the six. */
export function tenantSeed(): TenantSeed {
  const users = colleagues.map(({ id, name, email, locale, tz }) => {
    const short = id.slice(2).toLowerCase();
    return { aad: aadOf(id), id: `29:${short}`, name, email, locale, zone: tz };
  });
  return { tenant, bot: teamsBot, channels: [teamsChannel], groups: ['19:group@thread.v2'], users };
}
