import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../manifests/slack.json' with { type: 'json' };
import type { Button, Element } from '../../src/chat/card.ts';
import { codes } from '../../src/clients/history-line.ts';
import { features } from '../../src/main.ts';
import en from '../../src/words/en.json' with { type: 'json' };
import ru from '../../src/words/ru.json' with { type: 'json' };
import { sayer } from '../../src/words/say.ts';
import { historyKinds } from '../support/client-cards.ts';
import { everyCard, everyForm } from '../support/every-card.ts';
import { root, sourcesIn } from './sources.ts';

const all = features({ leadsChannels: [], country: undefined });
const names = (pick: (feature: (typeof all)[number]) => object | undefined): string[] =>
  all.flatMap((feature) => Object.keys(pick(feature) ?? {}));

/** The buttons of an element, in a row or at the end of a line. */
function buttonsIn(element: Element): readonly Button[] {
  if (element.kind === 'buttons') return element.buttons;
  return element.kind === 'text' && element.button ? [element.button] : [];
}

describe('what features bring', () => {
  it('brings nothing twice', () => {
    for (const pick of [
      names(({ actions }) => actions),
      names(({ commands }) => commands),
      names(({ posts }) => posts),
      names(({ due }) => due),
    ]) {
      expect(pick).toEqual([...new Set(pick)]);
    }
  });

  it('has a handler for every button and form, and a button or form for every handler', () => {
    const say = sayer('en', 'UTC');
    const buttons = everyCard('x', 'y', say).flatMap(([, { elements }]) =>
      elements.flatMap((element) => buttonsIn(element).map(({ action }) => action)),
    );
    const forms = everyForm(say).map(({ action }) => action);
    const shortcuts = manifest.features.shortcuts.map(({ callback_id }) => callback_id);
    // The way out of a form is drawn by a platform, and one opens one's own page there.
    expect([...new Set([...buttons, ...forms, ...shortcuts, 'form.cancel', 'home.open'])].sort()).toEqual(
      names(({ actions }) => actions).sort(),
    );
  });

  it('has a kind for every post and due row that is asked for', () => {
    const asked = (pattern: RegExp): string[] =>
      [
        ...new Set(sourcesIn('src').flatMap(({ text }) => [...text.matchAll(pattern)].map(([, kind]) => kind ?? ''))),
      ].sort();
    expect(asked(/(?:place|subject: subjectOf\(number\))[^\n]*?[{,] kind: '([\w.-]+)'/g)).toEqual(
      names(({ posts }) => posts).sort(),
    );
    const recurring = all.flatMap(({ due }) =>
      Object.entries(due ?? {}).flatMap(([kind, { next }]) => (next ? [kind] : [])),
    );
    expect([...new Set([...recurring, ...asked(/dueAt\(tx, \{ kind: '([\w.-]+)'/g)])].sort()).toEqual(
      names(({ due }) => due).sort(),
    );
  });
});

describe('the Slack manifest', () => {
  const commands = manifest.features.slash_commands;

  it('names just the commands that are routed, and /baton', () => {
    const short = all.flatMap(({ commands: mine }) => Object.entries(mine ?? {}).filter(([, { under }]) => !under));
    const words = new Set(short.map(([line]) => `/${line.split(' ')[0]}`));
    expect(commands.map(({ command }) => command).sort()).toEqual([...words, '/baton'].sort());
  });

  it('sends everything to the one address that listens', () => {
    const { interactivity, event_subscriptions: events } = manifest.settings;
    const urls = [...commands.map(({ url }) => url), interactivity.request_url, events.request_url];
    expect(new Set(urls.map((url) => new URL(url).pathname))).toEqual(new Set(['/slack/events']));
  });

  it('asks for the rights that the code uses, and for no other', () => {
    const scopeOf: Readonly<Record<string, readonly string[]>> = {
      'chat.postMessage': ['chat:write'],
      'chat.update': ['chat:write'],
      'chat.delete': ['chat:write'],
      'users.info': ['users:read', 'users:read.email'],
      'conversations.open': ['im:write'],
      'conversations.history': ['channels:history', 'groups:history', 'im:history'],
      'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
      'views.open': [],
      'views.update': [],
      'views.publish': [],
      'auth.test': [],
    };
    const called = new Set(
      sourcesIn('src/slack').flatMap(({ text }) =>
        [...text.matchAll(/client\s*\.(\w+\.\w+)\(/g)].map(([, method]) => method ?? ''),
      ),
    );
    const needed = [...called].flatMap((method) => scopeOf[method] ?? [`unknown: ${method}`]);
    // What somebody attached to a form is fetched by its address.
    const fetched = sourcesIn('src/slack').some(({ text }) => text.includes('url_private_download'));
    if (fetched) needed.push('files:read');
    expect([...new Set([...needed, 'commands'])].sort()).toEqual([...manifest.oauth_config.scopes.bot].sort());
  });

  it('keeps Slack’s limits', () => {
    const { name, description } = manifest.display_information;
    expect([name.length <= 35, description.length <= 140, commands.length <= 50]).toEqual([true, true, true]);
    for (const { command, description: words } of commands)
      expect([command.length <= 32, words.length <= 2000]).toEqual([true, true]);
  });
});

describe('words', () => {
  const text = sourcesIn('src')
    .map((source) => source.text)
    .join('\n');
  const used = (key: string): boolean => {
    if (text.includes(`'${key}'`)) return true;
    const [, code] = /^refusal\.(.+)$/.exec(key) ?? [];
    if (code && text.includes(`'${code}'`)) return true;
    // A history tells every kind of row, and the codes in it.
    const [, kind] = /^history\.(.+)$/.exec(key) ?? [];
    if (kind && text.includes(`'${kind}'`)) return true;
    if ((codes as readonly string[]).includes(key.split('.')[0] ?? '')) return true;
    // Keys that end in a code: `department.${department}`.
    const stem = key.slice(0, key.lastIndexOf('.'));
    return new RegExp(`\`(refusal\\.)?${stem.replace(/^refusal\./, '').replaceAll('.', '\\.')}\\.\\$\\{`).test(text);
  };

  it('has every key in both languages, and none that nobody says', () => {
    expect(Object.keys(ru)).toEqual(Object.keys(en));
    expect(Object.keys(en).filter((key) => !used(key))).toEqual([]);
  });

  it('tells every kind of row of a client’s history in words', () => {
    const others = [...names(({ posts }) => posts), ...names(({ due }) => due)];
    const written = [
      ...text.matchAll(/(?:kind|accepted|declined|withdrawn): '((?:lead|contact|client)\.[\w-]+|mailing\.answered)'/g),
    ].map(([, kind]) => kind ?? '');
    const rows = [...new Set(written)].filter((kind) => !others.includes(kind));
    expect(rows.filter((kind) => !Object.hasOwn(en, `history.${kind}`))).toEqual([]);
    expect(rows.sort()).toEqual([...historyKinds].sort());
  });

  it('uses the same placeholders in both languages', () => {
    const holes = (words: string): string[] =>
      [...new Set([...words.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name ?? ''))].sort();
    for (const key of Object.keys(en) as (keyof typeof en)[])
      expect([key, holes(ru[key])]).toEqual([key, holes(en[key])]);
  });

  it('reads as ICU messages with any parameters', () => {
    for (const language of ['en', 'ru'] as const) {
      const say = sayer(language, 'UTC');
      for (const key of Object.keys(en) as (keyof typeof en)[]) {
        const params = Object.fromEntries(
          [...en[key].matchAll(/\{(\w+)[,}]/g)].map(([, name]) => [name ?? '', name === 'count' ? 5 : 'x']),
        );
        expect(say.label(key, params)).not.toBe('');
      }
    }
  });
});

describe('the papers', () => {
  it('names in .env.example just the variables that are read', () => {
    const named = [...readFileSync(join(root, '.env.example'), 'utf8').matchAll(/^#? ?([A-Z_]+)=/gm)].map(
      ([, name]) => name,
    );
    const read = [...readFileSync(join(root, 'src/config.ts'), 'utf8').matchAll(/^ {2}([A-Z_]+): /gm)].map(
      ([, name]) => name,
    );
    expect(named.sort()).toEqual(read.sort());
  });

  it('shows pictures that are there', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path]) => path ?? '');
    expect(pictures.length).toBeGreaterThan(0);
    for (const path of pictures) expect([path, existsSync(join(root, path))]).toEqual([path, true]);
  });
});
