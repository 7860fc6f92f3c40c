import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Source, sourcesIn } from './sources.ts';

/** Who may import whom: each room, and the rooms it may know. A room may always know itself. */
const ground = [
  'src/kernel',
  'src/words',
  'db',
  'db/migrations',
  'db/tables',
  'src/ledger',
  'src/chat',
  'src/schedule',
  'src/outbox',
  'src/feature.ts',
];
/** What leads stand on. */
const ofClients = ['', '/matching', '/records', '/judgements', '/profile', '/erase', '/bulk'].map(
  (folder) => `src/clients${folder}`,
);
const ofContacts = ['', '/campaigns', '/clearance', '/mailing', '/offers', '/reservations', '/rules', '/touches'].map(
  (folder) => `src/contacts${folder}`,
);
const ofTeam = ['src/team', 'src/team/hours', 'src/team/duty', 'src/team/people'];
const ofLeads = [
  '',
  '/intake',
  '/routing',
  '/home',
  '/leavers',
  '/care',
  '/quiet',
  '/handoff',
  '/stages',
  '/duties',
  '/clocks',
  '/asks',
].map((folder) => `src/leads${folder}`);
const below = [...ofTeam, ...ofClients, ...ofContacts];
const mayKnow: Readonly<Record<string, readonly string[]>> = {
  'src/words': [],
  'src/kernel': ['src/words'],
  'db/migrations': [],
  'db/tables': [],
  db: ['src/kernel', 'db/migrations', 'db/tables'],
  'src/feature.ts': ['db', 'src/chat', 'src/schedule', 'src/outbox', 'src/kernel', 'src/words'],
  'src/ledger': ground,
  'src/chat': ground,
  'src/schedule': ground,
  'src/outbox': ground,
  'src/sources': ['src/kernel', 'src/sources/kinds'],
  'src/sources/kinds': ['src/kernel', 'src/sources'],
  'src/team': [...ground, ...ofTeam],
  'src/team/hours': [...ground, 'src/team'],
  'src/team/duty': [...ground, 'src/team', 'src/team/hours'],
  'src/team/people': [...ground, ...ofTeam],
  'src/clients/matching': [],
  'src/clients/records': ['db', 'src/kernel', 'src/clients/matching'],
  'src/bulk': [],
  'src/clients/bulk': [...ground, 'src/bulk', ...ofClients],
  'src/clients/erase': [...ground, ...ofClients],
  'src/clients/profile': [...ground, 'src/team', ...ofClients],
  'src/clients/judgements': [...ground, 'src/team', ...ofClients],
  'src/clients': [...ground, 'src/team', ...ofClients],
  'src/contacts/clearance': ['src/kernel', 'src/contacts'],
  'src/contacts/campaigns': [...ground, 'src/team', ...ofContacts],
  'src/contacts/mailing': [...ground, 'src/bulk', 'src/team', ...ofClients, ...ofContacts],
  'src/contacts/reservations': [...ground, 'src/team', ...ofClients, ...ofContacts],
  'src/contacts/touches': [...ground, 'src/bulk', 'src/team', ...ofClients, ...ofContacts],
  'src/contacts/offers': [...ground, 'src/team', ...ofContacts],
  'src/contacts/rules': [...ground, 'src/team', ...ofContacts],
  'src/contacts': [...ground, 'src/bulk', 'src/team', ...ofClients, ...ofContacts],
  'src/leads': [...ground, 'src/bulk', ...below, ...ofLeads],
  'src/leads/handoff': [...ground, ...below, ...ofLeads],
  'src/leads/routing': [...ground, ...below, ...ofLeads],
  'src/leads/home': [...ground, ...below, ...ofLeads],
  'src/leads/leavers': [...ground, ...below, ...ofLeads],
  'src/leads/care': [...ground, ...below, ...ofLeads],
  'src/leads/quiet': [...ground, ...below, ...ofLeads],
  'src/leads/intake': [...ground, ...below, ...ofLeads],
  'src/leads/stages': [...ground, ...below, ...ofLeads],
  'src/leads/duties': [...ground, ...below, ...ofLeads],
  'src/leads/clocks': [...ground, ...below, ...ofLeads],
  'src/leads/asks': [...ground, ...below, ...ofLeads],
  'src/meetings': [...ground, 'src/team', 'src/leads'],
  'src/slack': ['src/chat', 'src/words', 'src/kernel'],
  'src/teams': ['src/chat', 'src/words', 'src/kernel'],
  'src/http': ['src/kernel', 'src/feature.ts', 'src/schedule', 'db'],
  'src/config.ts': [],
};

/** Packages that only one room may know, or two. */
const keptBy: Readonly<Record<string, string | readonly string[]>> = {
  '@slack/bolt': 'src/slack',
  '@slack/web-api': 'src/slack',
  '@slack/types': 'src/slack',
  botbuilder: 'src/teams',
  'botframework-connector': 'src/teams',
  'better-sqlite3': 'db',
  pg: 'db',
  fastify: 'src/http',
  'node-cron': 'src/schedule',
  'temporal-polyfill': ['src/kernel', 'src/meetings'],
  'intl-messageformat': 'src/words',
  'libphonenumber-js/max': 'src/clients/matching',
  tldts: 'src/clients/matching',
  'csv-parse': 'src/bulk',
  'any-ascii': 'src/clients/matching',
  'fastest-levenshtein': 'src/clients/matching',
  'postal-mime': ['src/sources', 'src/sources/kinds'],
  'date-holidays': 'src/team/hours',
};

const sources = sourcesIn('src', 'db');
const roomOf = (file: string): string => (dirname(file) === 'src' ? file : dirname(file));

describe('who may import whom', () => {
  it.each(sources)('$file', ({ file, imports }) => {
    const room = roomOf(file);
    if (file === 'src/main.ts' || file === 'src/cli.ts' || room === 'src/cli') return;
    const known = mayKnow[room];
    expect(known, `${room} has no rule: give it one`).toBeDefined();
    for (const { to, ours, dynamic } of imports) {
      expect(dynamic, `${file} loads ${to} dynamically`).toBe(false);
      if (!ours) expect([keptBy[to] ?? room].flat(), `${file} imports ${to}`).toContain(room);
      else if (to.endsWith('.ts')) expect([room, ...(known ?? [])], `${file} imports ${to}`).toContain(roomOf(to));
    }
  });

  it('lets the ground floor know what a feature may bring, as types only', () => {
    const runtime = sources.filter(({ imports }) =>
      imports.some(({ to, typeOnly }) => to === 'src/feature.ts' && !typeOnly),
    );
    expect(runtime.map(({ file }) => file)).toEqual([]);
  });

  it('keeps rules and cards free of anything that reads or writes', () => {
    const pure = sources.filter(({ file }) =>
      /\/(cards|forms|hold|rules|clearance|agenda|history-line|facts|when|admission|missed|[a-z-]+-card)\.ts$/.test(
        file,
      ),
    );
    expect(pure.length).toBeGreaterThan(8);
    const reach = (file: string, seen = new Set<string>()): Set<string> => {
      if (seen.has(file)) return seen;
      seen.add(file);
      for (const each of sources.find((source) => source.file === file)?.imports ?? [])
        if (each.ours && !each.typeOnly) reach(each.to, seen);
      return seen;
    };
    for (const { file } of pure)
      expect(
        [...reach(file)].filter((each) => /store\.ts$|^db\//.test(each)),
        file,
      ).toEqual([]);
  });

  it('keeps matching and clearance pure: what is compared comes in, what it means goes out', () => {
    const rooms = ['src/clients/matching', 'src/contacts/clearance'];
    const pure = sources.filter(({ file }) => rooms.includes(roomOf(file)));
    expect(pure.length).toBeGreaterThan(20);
    for (const { file, text } of pure) expect(/\bDate\b|\basync\b|process\./.test(text), file).toBe(false);
  });

  it('goes round in no circle', () => {
    const next = new Map(
      sources.map(({ file, imports }) => [file, imports.flatMap(({ to, ours }) => (ours ? [to] : []))]),
    );
    const done = new Set<string>();
    const walk = (file: string, path: readonly string[]): void => {
      expect(path, `a circle: ${[...path, file].join(' → ')}`).not.toContain(file);
      if (done.has(file)) return;
      for (const to of next.get(file) ?? []) walk(to, [...path, file]);
      done.add(file);
    };
    for (const { file } of sources) walk(file, []);
  });
});

describe('house numbers', () => {
  const lines = ({ text }: Source): number => text.split('\n').length - 1;
  const median = (numbers: readonly number[]): number =>
    numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

  it('keeps files small: at most 250 lines, and half of them at most 60', () => {
    expect(sources.filter((source) => lines(source) > 250).map(({ file }) => file)).toEqual([]);
    expect(median(sources.map(lines))).toBeLessThanOrEqual(60);
  });

  it('keeps folders at most two deep, and names in kebab-case', () => {
    expect(
      sources
        .filter(({ file }) => file.split('/').length > 4 || !/^[\w/]+\/[a-z0-9-]+\.ts$/.test(file))
        .map(({ file }) => file),
    ).toEqual([]);
  });

  it('switches no type off, and leaves nothing for later', () => {
    const off = /: any\b|as any\b|<any>|@ts-ignore|@ts-expect-error|\b(TODO|FIXME|XXX|HACK)\b/;
    expect(sources.filter(({ text }) => off.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('reads the environment in one place', () => {
    expect(
      sources
        .filter(({ file, text }) => text.includes('process.env') && file !== 'src/config.ts')
        .map(({ file }) => file),
    ).toEqual([]);
  });

  it('says what every exported function does, in at most five lines', () => {
    const bare = sources.flatMap(({ file, text }) => {
      const starts = [
        ...text.matchAll(/(?:^|\n)(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export (?:async )?function\*? (\w+)/g),
      ];
      return starts
        .filter(([, doc]) => !doc || doc.trim().split('\n').length > 7)
        .map(([, , name]) => `${file}: ${name}`);
    });
    expect(bare).toEqual([]);
  });
});
