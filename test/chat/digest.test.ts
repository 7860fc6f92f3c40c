import fc from 'fast-check';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { type Board, startBoard } from '../../src/chat/board.ts';
import { digestKind, mostLines, mostWaiting, withDigest } from '../../src/chat/digest.ts';
import { openLanes } from '../../src/chat/lanes.ts';
import { behind, want } from '../../src/chat/want.ts';
import { sayer } from '../../src/words/say.ts';
import { plain } from '../../src/words/text.ts';
import { wordsOf } from '../support/company.ts';
import { onBothEngines } from '../support/engines.ts';
import { memoryPlatform } from '../support/memory-platform.ts';
import { nobodyKnown } from '../support/nobody-known.ts';
import { inSize } from '../support/size.ts';
import { until } from '../support/until.ts';

const place = 'memory:1/channel';
const say = sayer('en', 'UTC');

onBothEngines((engine) => {
  /** A board whose posts can be lines, until something is done about one: then it has its own card. */
  const stage = async () => {
    const store = await engine.open();
    const platform = memoryPlatform();
    let offset = 0;
    const clock = () => Date.now() + offset;
    const done = new Set<string>();
    const gone = new Set<string>();
    const parts = {
      store,
      platforms: [platform],
      kinds: withDigest({
        note: async (_db, subject) =>
          gone.has(subject)
            ? undefined
            : {
                subjects: [subject],
                card: () => ({ title: plain(`card ${subject}`), tone: 'neutral', elements: [] }),
                fold: {
                  own: done.has(subject),
                  line: () => ({
                    kind: 'text',
                    text: plain(`line ${subject}`),
                    button: { action: 'x', id: subject, label: 'Claim' },
                  }),
                },
              },
      }),
      folds: ['note'],
      directory: nobodyKnown,
      clock,
      holder: 'test',
      log: pino({ level: process.env.BATON_TEST_LOG ?? 'silent' }),
      fallbacks: [],
      sayIn: () => say,
      sayTo: () => say,
    };
    const wanted = (names: readonly string[]) =>
      store.write(async (tx) => {
        for (const name of names) await want(tx, { place, kind: 'note', subject: name }, clock());
      });
    const start = async (): Promise<Board> => {
      const board = await startBoard({ ...parts, lanes: await openLanes(store, clock) });
      store.listen(board.wake);
      board.wake();
      return board;
    };
    const settled = (board: Board) =>
      until('nothing to be pending', async () => {
        // What was refused for a while is tried again.
        offset += 1_000;
        board.wake();
        const open = await store.read.selectFrom('post').select('id').where('pending', '=', 1).execute();
        return open.length === 0;
      });
    const act = (name: string, how: Set<string>) =>
      store.write(async (tx) => {
        how.add(name);
        await behind(tx, name);
      });
    /** How often each name is visible, by its card or by its line. */
    const seen = (): string[] =>
      platform.posts
        .flatMap(({ card }) => wordsOf(card, say.flat).match(/(?:card|line) \d+/g) ?? [])
        .map((each) => each.slice(5))
        .sort();
    return {
      store,
      platform,
      wanted,
      start,
      settled,
      done: (name: string) => act(name, done),
      gone: (name: string) => act(name, gone),
      seen,
    };
  };
  const names = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => String(from + index).padStart(4, '0'));

  it('keeps the first twenty, folds what comes after them, and shows each exactly once', async () => {
    const { platform, wanted, start, settled, seen } = await stage();
    await wanted(names(0, 120));
    const board = await start();
    await settled(board);
    await board.stop();
    expect(seen()).toEqual(names(0, 120));
    expect(platform.posts).toHaveLength(mostWaiting + Math.ceil((120 - mostWaiting) / mostLines));
    const [digest] = platform.posts.filter(({ text }) => /25 more leads/.test(text));
    expect(digest).toBeDefined();
  });

  it('gives a line its own card once something is done about it, and takes down a digest without lines', async () => {
    const { store, platform, wanted, start, settled, done, gone, seen } = await stage();
    await wanted(names(0, mostWaiting + 3));
    const board = await start();
    await settled(board);
    const [first = '', ...others] = names(mostWaiting, 3);
    await done(first);
    await settled(board);
    expect(platform.posts.map(({ text }) => text)).toContain(`card ${first}`);
    expect(seen()).toEqual(names(0, mostWaiting + 3));
    for (const name of others) await gone(name);
    await settled(board);
    expect(seen()).toEqual(names(0, mostWaiting + 1));
    const rows = await store.read.selectFrom('post').select('state').where('kind', '=', digestKind).execute();
    expect(rows.map(({ state }) => state)).toEqual(['gone']);
    await board.stop();
  });

  it('shows each once whatever is done, whatever the platform does, and wherever the board dies (property)', async () => {
    const deed = fc.oneof(
      fc.record({ do: fc.constant('want' as const), count: fc.constantFrom(1, 3, 30, 60) }),
      fc.record({ do: fc.constant('done' as const), at: fc.nat() }),
      fc.record({ do: fc.constant('die' as const) }),
      fc.record({ do: fc.constant('fault' as const), fault: fc.constantFrom('limited' as const, 'again' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 10 }), async (deeds) => {
        const { platform, wanted, start, settled, done, seen } = await stage();
        let [board, count] = [await start(), 0];
        for (const each of deeds) {
          if (each.do === 'want') {
            await wanted(names(count, each.count));
            count += each.count;
          } else if (each.do === 'done' && count > 0) await done(names(each.at % count, 1)[0] ?? '');
          else if (each.do === 'fault') platform.script.push(each.fault);
          else if (each.do === 'die') {
            await board.stop();
            board = await start();
          }
        }
        await settled(board);
        await board.stop();
        expect(seen()).toEqual(names(0, count));
      }),
      { numRuns: inSize({ small: 5, long: 100 }) },
    );
  });
});
