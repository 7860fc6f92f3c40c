import { pino } from 'pino';
import type { Store } from '../../db/store.ts';
import { type Board, startBoard } from '../../src/chat/board.ts';
import { openLanes } from '../../src/chat/lanes.ts';
import { behind, want } from '../../src/chat/want.ts';
import { sayer } from '../../src/words/say.ts';
import { plain } from '../../src/words/text.ts';
import { type MemoryPlatform, memoryPlatform } from './memory-platform.ts';
import { nobodyKnown } from './nobody-known.ts';

/** A board over a platform in memory, whose posts show texts that a test sets. */
export type TestBoard = {
  readonly platform: MemoryPlatform;
  /** What is true of each subject; a missing one is to be taken down. */
  readonly truth: Map<string, string>;
  /** Moves the clock on by so many ms. */
  advance(ms: number): void;
  now(): number;
  /** Sets what is true and marks its posts behind, in one operation. */
  change(subject: string, text: string): Promise<void>;
  want(subject: string, place?: string): Promise<void>;
  board: Board;
  /** The board dies where it stands, and another starts on the same store. */
  restart(): Promise<void>;
  shown(): string[];
};

export const channel = 'memory:1/channel';

export async function boardOn(store: Store, platform = memoryPlatform()): Promise<TestBoard> {
  const truth = new Map<string, string>();
  let offset = 0;
  const clock = () => Date.now() + offset;
  const say = sayer('en', 'UTC');
  const up = async (): Promise<Board> => {
    const board = await startBoard({
      store,
      platforms: [platform],
      kinds: {
        note: async (_db, subject) => {
          const text = truth.get(subject);
          if (text === 'cannot be drawn') throw new Error(text);
          return text === undefined
            ? undefined
            : { subjects: [subject], card: () => ({ title: plain(text), tone: 'neutral', elements: [] }) };
        },
      },
      directory: nobodyKnown,
      lanes: await openLanes(store, clock),
      clock,
      holder: 'test',
      log: pino({ level: process.env.BATON_TEST_LOG ?? 'silent' }),
      fallbacks: [],
      sayIn: () => say,
      sayTo: () => say,
    });
    store.listen(board.wake);
    return board;
  };
  const made: TestBoard = {
    platform,
    truth,
    advance: (ms) => {
      offset += ms;
      made.board.wake();
    },
    now: clock,
    change: async (subject, text) => {
      await store.write(async (tx) => {
        truth.set(subject, text);
        await behind(tx, subject);
      });
    },
    want: (subject, place = channel) => store.write((tx) => want(tx, { place, kind: 'note', subject }, clock())),
    board: await up(),
    restart: async () => {
      await made.board.stop();
      made.board = await up();
      made.board.wake();
    },
    shown: () => platform.posts.map(({ text }) => text),
  };
  return made;
}
