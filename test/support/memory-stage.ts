import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { openStore } from '../../db/open.ts';
import { startBoard } from '../../src/chat/board.ts';
import type { Button, Card } from '../../src/chat/card.ts';
import type { Form } from '../../src/chat/form.ts';
import { openLanes } from '../../src/chat/lanes.ts';
import { createRouter, type Outcome } from '../../src/chat/router.ts';
import { receiveLead } from '../../src/leads/receive-lead.ts';
import { features } from '../../src/main.ts';
import { fireDue } from '../../src/schedule/fire.ts';
import { startTick } from '../../src/schedule/tick.ts';
import { createDirectory } from '../../src/team/directory.ts';
import { sayer } from '../../src/words/say.ts';
import { wordsOf } from './company.ts';
import { memoryPlatform } from './memory-platform.ts';
import type { Actor, Stage } from './stage.ts';
import { until } from './until.ts';

const channel = 'memory:1/channel';
const names: Readonly<Record<Actor, string>> = { anna: 'Anna Weber', boris: 'Boris Novak', clara: 'Clara Jensen' };
const identityOf = (who: Actor): string => `memory:1/${who}`;

/** No wire at all: the router and the board, as any platform uses them. */
export async function memoryStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-test-'));
  const store = await openStore(`sqlite:${join(folder, 'baton.sqlite')}`, () => {});
  const log = pino({ level: process.env.BATON_TEST_LOG ?? 'silent' });
  const say = sayer('en', 'UTC');
  const platform = memoryPlatform();
  for (const [who, name] of Object.entries(names))
    platform.profiles.set(identityOf(who as Actor), { standing: 'member', name, email: `${who}@company.example` });
  const country = 'DE' as const;
  const secret = Buffer.alloc(32, 7);
  const all = features({ leadsChannels: [channel], country, secret, publicUrl: 'http://127.0.0.1:3000' });
  const merged = <T>(tables: readonly (Readonly<Record<string, T>> | undefined)[]): Record<string, T> =>
    Object.assign({}, ...tables);
  const directory = createDirectory(store, { language: 'en', zone: 'UTC' }, Date.now);
  const router = createRouter({
    actions: merged(all.map(({ actions }) => actions)),
    commands: merged(all.map(({ commands }) => commands)),
    data: store,
    directory,
    clock: Date.now,
    log,
    strangers: say,
    sayTo: () => say,
  });
  const board = await startBoard({
    store,
    platforms: [platform],
    kinds: merged(all.map(({ posts }) => posts)),
    directory,
    lanes: await openLanes(store, Date.now),
    clock: Date.now,
    log,
    holder: 'stage',
    fallbacks: [channel],
    sayIn: () => say,
    sayTo: () => say,
  });
  const kinds = merged(all.map(({ due }) => due));
  const tick = startTick(() => fireDue(store, kinds, Date.now(), log).then(() => {}), Date.now, log);
  store.listen((news) => (news === 'posts' ? board.wake() : tick.wake()));

  const whispers: Record<Actor, Card[]> = { anna: [], boris: [], clara: [] };
  const forms: Partial<Record<Actor, Form>> = {};
  let deliveries = 0;
  const call = (who: Actor) => {
    deliveries += 1;
    return { identity: identityOf(who), delivery: `d${deliveries}`, place: channel, profile: platform.profile };
  };
  const take = (who: Actor, { reply }: Outcome): void => {
    if ((reply.kind === 'form' || reply.kind === 'errors') && reply.form) forms[who] = reply.form;
    if (reply.kind === 'whisper') whispers[who].push(reply.card);
    if (reply.kind === 'here') whispers[who].splice(-1, 1, reply.card);
  };
  const seenBy = (who: Actor): Card[] => [
    ...platform.posts
      .filter(({ place }) => place.startsWith(channel) || place === identityOf(who))
      .map(({ card }) => card),
    ...whispers[who],
  ];
  const find = (who: Actor, words: string, button?: string): Card | undefined =>
    seenBy(who).findLast(
      (card) =>
        wordsOf(card, say.flat).includes(words) && (!button || buttonsOf(card).some(({ label }) => label === button)),
    );

  return {
    lead: async (enquiry) => {
      const from = { actor: 'source:website', source: 'website' };
      const lead = await store.write((tx) =>
        receiveLead(tx, { ...enquiry }, from, { channels: [channel], country }, Date.now()),
      );
      return lead.number;
    },
    press: async (who, words, button) => {
      const card = await until(`[${button}] on "${words}" for ${who}`, () => find(who, words, button));
      const pressed = buttonsOf(card).find(({ label }) => label === button);
      if (!pressed) throw new Error(`no button ${button}`);
      take(who, await router.press({ ...call(who), action: pressed.action, id: pressed.id, values: {} }));
    },
    fill: async (who, values) => {
      const form = await until(`a form for ${who}`, () => forms[who]);
      delete forms[who];
      const people = Object.entries(values).filter(([, value]) => Object.hasOwn(names, value));
      const chosen = Object.fromEntries(people.map(([name, value]) => [name, [identityOf(value as Actor)]]));
      const typed = Object.fromEntries(Object.entries(values).filter(([name]) => !Object.hasOwn(chosen, name)));
      const standing = form.inputs.flatMap((input) =>
        'initial' in input && typeof input.initial === 'string' ? [[input.name, input.initial]] : [],
      );
      const all = { ...Object.fromEntries(standing), ...typed };
      const sent = { ...call(who), action: form.action, id: form.id, values: all, people: chosen };
      take(who, await router.press(sent));
    },
    handList: async (who, name, csv) => {
      const file = { name, read: async () => Buffer.from(csv) };
      take(who, await router.speak({ ...call(who), files: { file }, word: 'contact', text: 'mailing' }));
    },
    type: async (who, line) => {
      const [word = '', ...rest] = line.slice(1).split(' ');
      take(who, await router.speak({ ...call(who), word, text: rest.join(' ') }));
    },
    sees: async (who, words) => {
      await until(`"${words}" for ${who}`, () => find(who, words));
    },
    read: (ask) => ask(store.read),
    close: async () => {
      await tick.stop();
      await board.stop();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function buttonsOf({ elements }: Card): Button[] {
  return elements.flatMap((element) => {
    if (element.kind === 'buttons') return element.buttons;
    return element.kind === 'text' && element.button ? [element.button] : [];
  });
}
