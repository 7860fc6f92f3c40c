import { expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { environment } from './support/baton.ts';

const good = environment('sqlite:./x.sqlite', 'http://127.0.0.1:1');
const faultsOf = (change: Record<string, string | undefined>): string => {
  try {
    readConfig({ ...good, ...change });
    return '';
  } catch (fault) {
    return String(fault);
  }
};

it('reads what is set, and has a default for the rest', () => {
  const config = readConfig({ ...good, PORT: '', LOCALE: 'ru' });
  expect([config.port, config.language, config.zone, config.intakeTokens.get('website')]).toEqual([
    3000,
    'ru',
    'UTC',
    'sandbox-intake-token',
  ]);
});

it('lists every missing and malformed variable by name', () => {
  const faults = faultsOf({
    PORT: 'three',
    DATABASE_URL: 'mysql://x',
    SLACK_BOT_TOKEN: undefined,
    SLACK_SIGNING_SECRET: '',
    SLACK_API_URL: 'slack',
    SLACK_RATE_SCALE: '-1',
    INTAKE_TOKENS: 'short:abc',
    LEADS_CHANNELS: '',
    LOCALE: 'fr',
    TIME_ZONE: 'Berlin',
    DEFAULT_COUNTRY: 'Germany',
    LOG_LEVEL: 'loud',
  });
  for (const name of [
    'PORT',
    'DATABASE_URL',
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
    'SLACK_API_URL',
    'SLACK_RATE_SCALE',
    'INTAKE_TOKENS',
    'LEADS_CHANNELS',
    'LOCALE',
    'TIME_ZONE',
    'DEFAULT_COUNTRY',
    'LOG_LEVEL',
  ]) {
    expect(faults).toMatch(new RegExp(`\\n  ${name}: `));
  }
  expect(faults).not.toContain('abc');
  const tokens = (value: string) => faultsOf({ INTAKE_TOKENS: value });
  expect(tokens('a-token-without-any-name')).toContain('INTAKE_TOKENS');
  expect(tokens('form:0123456789abcdef,form:fedcba9876543210')).toContain('INTAKE_TOKENS');
  expect(tokens('form:0123456789abcdef,fair:fedcba:9876543210')).toBe('');
});
