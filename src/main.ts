import './kernel/compile-cache.ts';
import { hostname } from 'node:os';
import { type Logger, pino, stdSerializers } from 'pino';
import { DatabaseRefused } from '../db/errors.ts';
import { answers, openStore } from '../db/open.ts';
import { startBoard } from './chat/board.ts';
import { createConversations } from './chat/conversations.ts';
import { withDigest } from './chat/digest.ts';
import { chat } from './chat/index.ts';
import { openLanes } from './chat/lanes.ts';
import { pressedCopy } from './chat/pressed-copy.ts';
import { createRouter } from './chat/router.ts';
import { clients } from './clients/index.ts';
import { refileRecords } from './clients/refile-records.ts';
import { type Config, ConfigRefused, readConfig } from './config.ts';
import { contacts } from './contacts/index.ts';
import type { Feature, Touched } from './feature.ts';
import { http } from './http/index.ts';
import { createHttp } from './http/server.ts';
import { minute } from './kernel/clock.ts';
import { signedLinks } from './kernel/signed-link.ts';
import { leads } from './leads/index.ts';
import { ledger } from './ledger/index.ts';
import { meetings } from './meetings/index.ts';
import { outbox } from './outbox/index.ts';
import { makeCalls } from './outbox/make-calls.ts';
import { fireDue, startRecurring } from './schedule/fire.ts';
import { schedule } from './schedule/index.ts';
import { startTick, type Tick } from './schedule/tick.ts';
import { openSlack, SlackRefused } from './slack/app.ts';
import { createSources } from './sources/index.ts';
import { createDirectory } from './team/directory.ts';
import { saveCompany } from './team/hours/store.ts';
import { team } from './team/index.ts';
import { peopleCheck } from './team/people/check-people.ts';
import { sayer } from './words/say.ts';

/** A Baton that is up: where it listens, and how to stop it. */
export type Running = { readonly port: number; stop(): Promise<void> };

/** What Baton does, in the order in which one builds on the other. */
export function features(
  config: Pick<Config, 'leadsChannels' | 'country'> & Partial<Pick<Config, 'secret' | 'publicUrl'>>,
): Feature[] {
  const { leadsChannels, country, secret } = config;
  const ofLeads = leads({ channels: leadsChannels, country, secret, sources: createSources() });
  const heard: Touched = async (tx, touch, now) => ofLeads.client?.touched?.(tx, touch, now);
  const above = [contacts({ ...config, heard }), ofLeads, meetings({ leadsChannels })];
  const parts = above.flatMap(({ client }) => client?.part ?? []);
  const sections = above.flatMap(({ home }) => home ?? []);
  return [ledger, chat(sections), schedule, outbox, http, team, clients({ country, parts }), ...above];
}

/** Builds everything, from the database up to the edges; stops in reverse. */
export async function start(config: Config, log: Logger, clock = Date.now): Promise<Running> {
  const store = await openStore(config.databaseUrl, (fault) =>
    log.error({ fault }, 'the database closed a connection'),
  );
  const all = features(config);
  const kinds = merged(all.map(({ due }) => due));
  const channelWords = sayer(config.language, config.zone);
  const sayTo = (reader: { language: Config['language']; zone: string }) => sayer(reader.language, reader.zone);

  const directory = createDirectory(store, config, clock);
  const slack = config.slack && openSlack(config.slack, directory, clock, log);
  const teams = config.teams && (await loadTeams()).openTeams(config.teams, createConversations(store, clock), log);
  const platforms = [slack, teams].flatMap((edge) => edge?.platform ?? []);
  const posts = withDigest(merged(all.map(({ posts }) => posts)));
  const calls = merged(all.map(({ calls }) => calls));

  const router = createRouter({
    actions: merged(all.map(({ actions }) => actions)),
    commands: merged(all.map(({ commands }) => commands)),
    data: store,
    directory,
    clock,
    log,
    strangers: channelWords,
    sayTo,
  });

  let tick: Tick | undefined;
  const unready = async (): Promise<string[]> => {
    const database = await answers(store.read);
    const checks = {
      database,
      schedule: tick !== undefined && clock() - tick.last() < 3 * minute,
      slack: await (slack?.check().catch(() => false) ?? true),
      teams: await (teams?.check() ?? true),
    };
    return Object.entries(checks).flatMap(([name, ready]) => (ready ? [] : [name]));
  };
  const listener = createHttp({
    raw: {
      ...(slack ? { '/slack/events': slack.receive(router) } : {}),
      ...(teams
        ? {
            '/api/messages': teams.receive(
              router,
              pressedCopy(store, posts, clock, () => channelWords),
            ),
          }
        : {}),
    },
    routes: all.flatMap(({ routes }) => routes ?? []),
    hooks: all.flatMap(({ hooks }) => hooks ?? []),
    publicUrl: config.publicUrl,
    files: merged(all.map(({ files }) => files)),
    links: config.secret && signedLinks(config.secret),
    tokens: config.intakeTokens,
    data: store,
    clock,
    unready,
    log,
  });

  const { zone, country = null, currency } = config;
  await store.write((tx) => saveCompany(tx.db, { zone, region: country, currency }));
  // Nobody can be found by what an older version filed.
  const refiled = await refileRecords(store, config.country);
  if (refiled > 0) log.info({ records: refiled }, 'what is known of clients was read again');

  const closing = [() => store.close(), () => listener.close()];
  const stop = async () => {
    for (const close of closing.toReversed()) await close();
  };
  try {
    // Leads are taken in even while Slack cannot be reached; only a token that it refuses stops the start.
    const port = await listener.listen(config.port, config.host);
    await Promise.all([slack?.check(), teams?.check()]);
    // Whoever has this host's port is the only one of that name, and may take up what a predecessor left.
    const holder = `${hostname()} ${config.host}:${port}`;
    const lanes = await openLanes(store, clock);
    const board = await startBoard({
      store,
      platforms,
      kinds: posts,
      folds: all.flatMap(({ folds }) => folds ?? []),
      directory,
      lanes,
      clock,
      log,
      holder,
      fallbacks: config.leadsChannels,
      sayIn: () => channelWords,
      sayTo,
    });
    closing.push(() => board.stop());
    store.listen((news) => (news === 'posts' ? board.wake() : tick?.wake()));
    board.wake();
    await startRecurring(store, kinds, clock());
    const checkPeople = peopleCheck(store, platforms, directory, clock, log);
    // What others answer slowly holds up no clock of ours.
    const outside = startTick(
      async () => {
        await makeCalls(store, calls, clock, log);
        await checkPeople();
      },
      clock,
      log,
    );
    closing.push(() => outside.stop());
    const look = async (): Promise<void> => {
      board.wake();
      await fireDue(store, kinds, clock(), log);
    };
    const ticking = startTick(look, clock, log);
    tick = ticking;
    closing.push(() => ticking.stop());
    return { port, stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
}

/** The SDK of Teams is heavy, and of no use to whoever has Slack only. */
function loadTeams() {
  return import('./teams/app.ts');
}

function merged<T>(tables: readonly (Readonly<Record<string, T>> | undefined)[]): Record<string, T> {
  return Object.assign({}, ...tables);
}

/** What to tell the person who starts Baton: in their words where they can mend it. */
function wordsFor(fault: unknown): unknown {
  if (fault instanceof ConfigRefused || fault instanceof DatabaseRefused || fault instanceof SlackRefused)
    return fault.message;
  const { code, port } = fault as { code?: string; port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is taken: stop what listens there, or set PORT to another.`;
  return fault;
}

async function main(): Promise<void> {
  const config = readConfig();
  const log = pino({ level: config.logLevel, serializers: { fault: stdSerializers.err } });
  const starting = start(config, log);
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    await (await starting).stop();
    log.info('Baton has stopped');
  };
  // Asked to stop while it still starts, it stops as soon as it can do so in order.
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const { port } = await starting;
  log.info({ port }, 'Baton is up');
}

if (import.meta.main) {
  main().catch((fault: unknown) => {
    console.error(wordsFor(fault));
    process.exit(1);
  });
}
