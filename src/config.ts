import { getCountries, isSupportedCountry } from 'libphonenumber-js';
import { z } from 'zod';

/** A configuration that cannot be used: its message lists every fault by the variable's name. */
export class ConfigRefused extends Error {
  constructor(faults: readonly string[]) {
    super(
      `Baton cannot start. Mend these variables (see .env.example):\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
    this.name = 'ConfigRefused';
  }
}

const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  );

const zone = z.string().refine(isZone, { error: 'must be an IANA time zone, such as Europe/Berlin' });

const tokens = list.transform((pairs, context) => {
  const split = pairs.map((pair) => /^([\w-]+):(.{16,})$/.exec(pair));
  const known = new Map(split.flatMap((match) => (match?.[1] && match[2] ? [[match[1], match[2]] as const] : [])));
  if (known.size < pairs.length) {
    context.addIssue('must be name:token pairs separated by commas; no name twice, each token 16 characters or more');
  }
  return known;
});

const slackChannel = /^slack:\w+\/[CG]\w+$/;
/** `teams:19:…@thread.tacv2`, with the tenant before it where there are several. */
const teamsChannel = /^teams:([\da-f-]{36}\/)?19:[^/,;]+$/;

const variables = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)/, 'must begin with sqlite: or postgres://')
    .default('sqlite:./data/baton.sqlite'),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'must begin with xoxb-').optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: z.url({ error: 'must be a URL' }).default('https://slack.com/api/'),
  SLACK_WORKSPACES: list,
  SLACK_RATE_SCALE: z.coerce.number().min(1).max(100_000).default(1),
  TEAMS_APP_ID: z.guid({ error: 'must be the id of the bot as Azure gives it' }).optional(),
  TEAMS_APP_PASSWORD: z.string().optional(),
  TEAMS_TENANT_ID: z.guid({ error: 'must be the id of the tenant' }).toLowerCase().optional(),
  TEAMS_APP_TYPE: z
    .enum(['SingleTenant', 'MultiTenant', 'UserAssignedMSI'], {
      error: 'must be SingleTenant, MultiTenant or UserAssignedMSI',
    })
    .optional(),
  TEAMS_TENANTS: list,
  TEAMS_SERVICE_URL: z.url({ error: 'must be a URL' }).default('https://smba.trafficmanager.net/teams/'),
  TEAMS_ALLOW_ANONYMOUS: z.enum(['0', '1'], { error: 'must be 1, or left out' }).default('0'),
  PUBLIC_URL: z.url({ error: 'must be the address at which people reach Baton' }).optional(),
  INTAKE_TOKENS: tokens,
  BATON_ADMINS: list,
  LEADS_CHANNELS: list.refine(
    (places) => places.length > 0 && places.every((place) => slackChannel.test(place) || teamsChannel.test(place)),
    {
      error:
        'must name at least one channel, as slack:<workspace id>/<channel id> or teams:<channel id>, separated by commas',
    },
  ),
  LOCALE: z.enum(['en', 'ru']).default('en'),
  TIME_ZONE: zone.default('UTC'),
  DEFAULT_COUNTRY: z
    .string()
    .refine(isSupportedCountry, { error: `must be a two-letter country code, such as ${getCountries()[0]}` })
    .optional(),
  CURRENCY: z
    .string()
    .refine((code) => Intl.supportedValuesOf('currency').includes(code), {
      error: 'must be a currency as three letters, such as EUR',
    })
    .default('EUR'),
  BATON_SECRET: z
    .string()
    .regex(/^[\da-f]{64}$/i, 'must be 32 random bytes as 64 hexadecimal digits, as `openssl rand -hex 32` prints them')
    .transform((digits) => Buffer.from(digits, 'hex'))
    .optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** Everything that is set from outside, checked. */
export type Config = ReturnType<typeof readConfig>;

/** Reads and checks the environment; throws ConfigRefused with every missing or malformed variable. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env) {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = variables.safeParse(filled);
  const malformed = (read.error?.issues ?? []).map(({ path, message }) => `${path[0]?.toString()}: ${message}`);
  const faults = [...malformed, ...slackFaults(filled), ...teamsFaults(filled), ...channelFaults(filled)];
  if (!read.success || faults.length > 0) throw new ConfigRefused(faults);
  const env = read.data;
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, ''),
    databaseUrl: env.DATABASE_URL,
    slack: slackOf(env),
    teams: hasTeams(filled) ? teamsOf(env) : undefined,
    intakeTokens: env.INTAKE_TOKENS,
    admins: new Set(env.BATON_ADMINS.map((email) => email.toLowerCase())),
    leadsChannels: env.LEADS_CHANNELS.map((place) => place.replace(/^teams:19:/, `teams:${env.TEAMS_TENANT_ID}/19:`)),
    language: env.LOCALE,
    zone: env.TIME_ZONE,
    country: env.DEFAULT_COUNTRY,
    currency: env.CURRENCY,
    secret: env.BATON_SECRET,
    logLevel: env.LOG_LEVEL,
  };
}

type Env = z.output<typeof variables>;
/** The environment as it came, without what is empty: what belongs together is checked even where some is malformed. */
type Raw = NodeJS.ProcessEnv;

function hasSlack(env: Raw): boolean {
  return env.SLACK_BOT_TOKEN !== undefined || env.SLACK_SIGNING_SECRET !== undefined;
}

function hasTeams(env: Raw): boolean {
  const named = [env.TEAMS_APP_ID, env.TEAMS_APP_PASSWORD, env.TEAMS_TENANT_ID, env.TEAMS_APP_TYPE];
  return named.some((value) => value !== undefined) || env.TEAMS_ALLOW_ANONYMOUS === '1';
}

function slackFaults(env: Raw): string[] {
  if (!hasSlack(env) && !hasTeams(env)) return ['SLACK_BOT_TOKEN or TEAMS_APP_ID: is missing; Baton needs a chat'];
  if (!hasSlack(env)) return [];
  return [
    ...(env.SLACK_BOT_TOKEN === undefined ? ['SLACK_BOT_TOKEN: is missing'] : []),
    ...(env.SLACK_SIGNING_SECRET === undefined ? ['SLACK_SIGNING_SECRET: is missing'] : []),
  ];
}

/** Without an app id the SDK lets anybody in: only a loopback bot may want that, and has to say so. */
function teamsFaults(env: Raw): string[] {
  if (!hasTeams(env)) return [];
  if (env.TEAMS_ALLOW_ANONYMOUS === '1')
    return [
      ...(isLoopback(env.HOST ?? '127.0.0.1')
        ? []
        : ['TEAMS_ALLOW_ANONYMOUS: lets anybody in, so HOST must be loopback']),
      ...(env.TEAMS_APP_ID === undefined ? [] : ['TEAMS_ALLOW_ANONYMOUS: cannot stand beside TEAMS_APP_ID']),
      ...(env.TEAMS_TENANT_ID === undefined ? ['TEAMS_TENANT_ID: is missing'] : []),
    ];
  const plain = env.TEAMS_SERVICE_URL !== undefined && !env.TEAMS_SERVICE_URL.startsWith('https:');
  const needed = {
    TEAMS_APP_ID: env.TEAMS_APP_ID,
    TEAMS_TENANT_ID: env.TEAMS_TENANT_ID,
    TEAMS_APP_TYPE: env.TEAMS_APP_TYPE,
    ...(env.TEAMS_APP_TYPE === 'UserAssignedMSI' ? {} : { TEAMS_APP_PASSWORD: env.TEAMS_APP_PASSWORD }),
  };
  return [
    ...(plain ? ['TEAMS_SERVICE_URL: must be https: the bot’s token goes there'] : []),
    ...Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [`${name}: is missing`] : [])),
  ];
}

function channelFaults(env: Raw): string[] {
  const of = (platform: string) => new RegExp(`(^|,)\\s*${platform}:`).test(env.LEADS_CHANNELS ?? '');
  return [
    ...(of('slack') && !hasSlack(env) ? ['LEADS_CHANNELS: names a Slack channel, but Slack is not configured'] : []),
    ...(of('teams') && !hasTeams(env) ? ['LEADS_CHANNELS: names a Teams channel, but Teams is not configured'] : []),
  ];
}

function slackOf(env: Env) {
  if (env.SLACK_BOT_TOKEN === undefined || env.SLACK_SIGNING_SECRET === undefined) return undefined;
  return {
    botToken: env.SLACK_BOT_TOKEN,
    signingSecret: env.SLACK_SIGNING_SECRET,
    apiUrl: env.SLACK_API_URL,
    workspaces: env.SLACK_WORKSPACES,
    rateScale: env.SLACK_RATE_SCALE,
  };
}

function teamsOf(env: Env) {
  const {
    TEAMS_APP_ID: id,
    TEAMS_APP_PASSWORD: password = '',
    TEAMS_APP_TYPE: type,
    TEAMS_TENANT_ID: tenant = '',
  } = env;
  return {
    app: id === undefined || type === undefined ? undefined : { id, password, tenant, type },
    tenants: env.TEAMS_TENANTS.length > 0 ? env.TEAMS_TENANTS.map((each) => each.toLowerCase()) : [tenant],
    serviceUrl: env.TEAMS_SERVICE_URL,
    rateScale: 1,
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
