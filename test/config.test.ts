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
    SLACK_BOT_TOKEN: 'xoxp-x',
    SLACK_SIGNING_SECRET: '',
    TEAMS_APP_ID: 'baton',
    TEAMS_APP_TYPE: 'AnyTenant',
    TEAMS_SERVICE_URL: 'teams',
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
    'TEAMS_APP_ID',
    'TEAMS_APP_PASSWORD',
    'TEAMS_TENANT_ID',
    'TEAMS_APP_TYPE',
    'TEAMS_SERVICE_URL',
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

const tenant = '11111111-1111-4111-8111-111111111111';
const noSlack = { SLACK_BOT_TOKEN: '', SLACK_SIGNING_SECRET: '', LEADS_CHANNELS: 'teams:19:x@thread.tacv2' };
const registered = {
  TEAMS_APP_ID: '22222222-2222-4222-8222-222222222222',
  TEAMS_APP_PASSWORD: 'secret',
  TEAMS_TENANT_ID: tenant,
  TEAMS_APP_TYPE: 'SingleTenant',
};

it('starts the chats that are configured, and wants one', () => {
  expect([readConfig(good).slack !== undefined, readConfig(good).teams]).toEqual([true, undefined]);
  expect(faultsOf({ SLACK_BOT_TOKEN: '', SLACK_SIGNING_SECRET: '' })).toContain('Baton needs a chat');
  expect(faultsOf({ LEADS_CHANNELS: 'teams:19:x@thread.tacv2' })).toContain('Teams is not configured');
  const config = readConfig({ ...good, ...noSlack, ...registered });
  expect([config.slack, config.teams?.app?.id, config.teams?.tenants, config.leadsChannels]).toEqual([
    undefined,
    registered.TEAMS_APP_ID,
    [tenant],
    [`teams:${tenant}/19:x@thread.tacv2`],
  ]);
});

it('wants the app id, the tenant and the type of a Teams bot, unless it is open on loopback and says so', () => {
  for (const missing of Object.keys(registered))
    expect(faultsOf({ ...noSlack, ...registered, [missing]: '' })).toContain(`\n  ${missing}: is missing`);
  expect(faultsOf({ ...noSlack, ...registered, TEAMS_APP_PASSWORD: '', TEAMS_APP_TYPE: 'UserAssignedMSI' })).toBe('');
  const open = { ...noSlack, TEAMS_TENANT_ID: tenant, TEAMS_ALLOW_ANONYMOUS: '1' };
  expect(readConfig({ ...good, ...open }).teams?.app).toBeUndefined();
  for (const HOST of ['0.0.0.0', '10.0.0.1', '::', 'baton.example.com'])
    expect(faultsOf({ ...open, HOST })).toContain('TEAMS_ALLOW_ANONYMOUS');
  expect(faultsOf({ ...open, ...registered })).toContain('TEAMS_ALLOW_ANONYMOUS');
  expect(faultsOf({ ...noSlack, ...registered, TEAMS_SERVICE_URL: 'http://evil.example/' })).toContain('https');
  expect(faultsOf({ ...noSlack, TEAMS_TENANT_ID: tenant })).toContain('TEAMS_APP_ID: is missing');
});
