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

const variables = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)/, 'must begin with sqlite: or postgres://')
    .default('sqlite:./data/baton.sqlite'),
  SLACK_BOT_TOKEN: z.string({ error: 'is missing' }).startsWith('xoxb-', 'must begin with xoxb-'),
  SLACK_SIGNING_SECRET: z.string({ error: 'is missing' }).min(1, 'is empty'),
  SLACK_API_URL: z.url({ error: 'must be a URL' }).default('https://slack.com/api/'),
  SLACK_WORKSPACES: list,
  SLACK_RATE_SCALE: z.coerce.number().min(1).max(100_000).default(1),
  INTAKE_TOKENS: tokens,
  LEADS_CHANNELS: list.refine(
    (places) => places.length > 0 && places.every((place) => /^slack:\w+\/[CG]\w+$/.test(place)),
    {
      error: 'must name at least one channel as slack:<workspace id>/<channel id>, separated by commas',
    },
  ),
  LOCALE: z.enum(['en', 'ru']).default('en'),
  TIME_ZONE: zone.default('UTC'),
  DEFAULT_COUNTRY: z
    .string()
    .refine(isSupportedCountry, { error: `must be a two-letter country code, such as ${getCountries()[0]}` })
    .optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** Everything that is set from outside, checked. */
export type Config = ReturnType<typeof readConfig>;

/** Reads and checks the environment; throws ConfigRefused with every missing or malformed variable. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env) {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = variables.safeParse(filled);
  if (!read.success)
    throw new ConfigRefused(read.error.issues.map(({ path, message }) => `${path[0]?.toString()}: ${message}`));
  const env = read.data;
  return {
    port: env.PORT,
    host: env.HOST,
    databaseUrl: env.DATABASE_URL,
    slack: {
      botToken: env.SLACK_BOT_TOKEN,
      signingSecret: env.SLACK_SIGNING_SECRET,
      apiUrl: env.SLACK_API_URL,
      workspaces: env.SLACK_WORKSPACES,
      rateScale: env.SLACK_RATE_SCALE,
    },
    intakeTokens: env.INTAKE_TOKENS,
    leadsChannels: env.LEADS_CHANNELS,
    language: env.LOCALE,
    zone: env.TIME_ZONE,
    country: env.DEFAULT_COUNTRY,
    logLevel: env.LOG_LEVEL,
  };
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
