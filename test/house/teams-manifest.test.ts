import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { packaged, packageFor } from '../../manifests/package-teams.ts';
import en from '../../manifests/teams/en.json' with { type: 'json' };
import manifest from '../../manifests/teams/manifest.json' with { type: 'json' };
import ru from '../../manifests/teams/ru.json' with { type: 'json' };
import { features } from '../../src/main.ts';
import { root } from './sources.ts';

type Validate = ((json: unknown) => boolean) & { errors?: unknown };
type Ajv = new (options: object) => { compile(schema: object): Validate };
const require = createRequire(import.meta.url);
const Ajv04: Ajv = require('ajv-draft-04').default;
const addFormats: (ajv: object) => void = require('ajv-formats').default;

/** Microsoft's own schemas of version 1.29. */
const schemas = join(
  dirname(require.resolve('@microsoft/app-manifest/package.json')),
  'build/json-schemas/teams',
  `v${manifest.manifestVersion}`,
);
const ajv = new Ajv04({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const checker = (name: string): Validate => ajv.compile(JSON.parse(readFileSync(join(schemas, name), 'utf8')));

const [bot] = manifest.bots;
const commands = bot?.commandLists.flatMap((list) => list.commands) ?? [];

describe('the Teams manifest', () => {
  it('is one by Microsoft’s schema, and so are its translations', () => {
    const check = checker('MicrosoftTeams.schema.json');
    expect([check(manifest), check.errors]).toEqual([true, null]);
    // The check can say no.
    expect(check({ ...manifest, accentColor: 'blue' })).toBe(false);
    const translation = checker('MicrosoftTeams.Localization.schema.json');
    for (const words of [en, ru]) expect([translation(words), translation.errors]).toEqual([true, null]);
    expect(translation({ ...ru, 'name.nickname': 'B' })).toBe(false);
  });

  it('names just the commands that are routed, and baton', () => {
    const routed = features({ leadsChannels: [], country: undefined }).flatMap(({ commands: mine }) =>
      Object.entries(mine ?? {}).flatMap(([line, { under }]) => (under ? [] : line)),
    );
    const words = new Set(routed.map((line) => line.split(' ')[0]));
    expect(commands.map(({ title }) => title).sort()).toEqual([...words, 'baton'].sort());
  });

  it('translates every word of it, in both languages', () => {
    const translated = [
      'name.short',
      'name.full',
      'description.short',
      'description.full',
      ...commands.flatMap((_command, index) =>
        ['title', 'description'].map((part) => `bots[0].commandLists[0].commands[${index}].${part}`),
      ),
    ];
    for (const words of [en, ru])
      expect(
        Object.keys(words)
          .filter((key) => !key.startsWith('$'))
          .sort(),
      ).toEqual(translated.toSorted());
    for (const [index, { title, description }] of commands.entries()) {
      const at = `bots[0].commandLists[0].commands[${index}]` as 'bots[0].commandLists[0].commands[0]';
      // A command is the same word in every language: it is typed, and routed.
      expect([en[`${at}.title`], ru[`${at}.title`], en[`${at}.description`]]).toEqual([title, title, description]);
    }
  });

  it('has icons of the sizes that Teams wants', () => {
    const sizeOf = (name: string): number[] => {
      const png = readFileSync(join(root, 'manifests/teams', name));
      return [png.readUInt32BE(16), png.readUInt32BE(20)];
    };
    expect([sizeOf('color.png'), sizeOf('outline.png')]).toEqual([
      [192, 192],
      [32, 32],
    ]);
  });

  it('is packed for one bot, with the same bytes each time', () => {
    const appId = '22222222-2222-4222-8222-222222222222';
    const zip = packageFor(appId);
    const files = unzipSync(zip);
    expect(Object.keys(files).sort()).toEqual([...packaged].sort());
    const packed = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString());
    expect([packed.id, packed.bots[0].botId]).toEqual([appId, appId]);
    expect(Buffer.from(packageFor(appId)).equals(Buffer.from(zip))).toBe(true);
    expect(() => packageFor('baton')).toThrow('TEAMS_APP_ID');
  });
});
