import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import { boardOn, type TestBoard } from '../support/board.ts';
import { onBothEngines } from '../support/engines.ts';
import { type Fault, memoryPlatform } from '../support/memory-platform.ts';
import { until } from '../support/until.ts';

const stateOf = async (store: Store) =>
  (await store.read.selectFrom('post').selectAll().execute()).map(({ state }) => state);
const settled = (store: Store) =>
  until(
    'nothing to be pending',
    async () => (await store.read.selectFrom('post').select('id').where('pending', '=', 1).execute()).length === 0,
  );

onBothEngines((engine) => {
  it('posts what is wanted, once, however often it is wanted', async () => {
    const store = await engine.open();
    const { truth, want, shown } = await boardOn(store);
    truth.set('a', 'hello');
    await Promise.all([want('a'), want('a'), want('a')]);
    await settled(store);
    expect(shown()).toEqual(['hello']);
  });

  it('brings a post up to date, and coalesces what changes meanwhile', async () => {
    const store = await engine.open();
    const { platform, truth, want, change, shown } = await boardOn(store);
    truth.set('a', '0');
    await want('a');
    await settled(store);
    await Promise.all(Array.from({ length: 50 }, (_, index) => change('a', String(index + 1))));
    await settled(store);
    // Postgres puts the fifty into an order of its own.
    expect(shown()).toEqual([truth.get('a')]);
    expect(platform.calls).toBeLessThan(30);
  });

  it('sends no change that nobody would see, unless it is not sure of what stands there', async () => {
    const store = await engine.open();
    const { platform, truth, want, change, shown, advance } = await boardOn(store);
    truth.set('a', 'hello');
    await want('a');
    await settled(store);
    const before = platform.calls;
    for (let each = 0; each < 5; each += 1) {
      await change('a', 'hello');
      await settled(store);
    }
    expect(platform.calls).toBe(before);
    // An answer that was lost may stand for a change that was made: then the same card is sent again.
    platform.script.push('lost');
    await change('a', 'gone by');
    await until('the doubt', async () => {
      const [post] = await store.read.selectFrom('post').select(['tries', 'drawn']).execute();
      return post?.tries === 1 && post.drawn === null;
    });
    expect(shown()).toEqual(['gone by']);
    await change('a', 'hello');
    advance(60_000);
    await settled(store);
    expect(shown()).toEqual(['hello']);
  });

  it('posts in the order in which things were wanted', async () => {
    const store = await engine.open();
    const { truth, want, shown } = await boardOn(store);
    const names = Array.from({ length: 30 }, (_, index) => String(index).padStart(2, '0'));
    for (const name of names) truth.set(name, name);
    for (const name of names) await want(name);
    await settled(store);
    expect(shown()).toEqual(names);
  });

  it('takes down what is no longer to be shown', async () => {
    const store = await engine.open();
    const { truth, want, change, shown } = await boardOn(store);
    truth.set('a', 'hello');
    await want('a');
    await settled(store);
    await change('a', 'going');
    truth.delete('a');
    await settled(store);
    expect([shown(), await stateOf(store)]).toEqual([[], ['gone']]);
  });

  it('finds a post whose answer was lost, instead of posting it twice', async () => {
    const store = await engine.open();
    const { platform, truth, want, shown, advance } = await boardOn(store);
    truth.set('a', 'hello');
    platform.script.push('lost');
    await want('a');
    await until('doubt', async () => (await stateOf(store)).includes('unknown'));
    truth.set('a', 'newer');
    advance(platform.settleMs + 1);
    await settled(store);
    expect([shown(), await stateOf(store)]).toEqual([['newer'], ['shown']]);
  });

  it('posts again what surely did not arrive', async () => {
    const store = await engine.open();
    const { platform, truth, want, shown, advance } = await boardOn(store);
    truth.set('a', 'hello');
    platform.script.push('never');
    await want('a');
    await until('doubt', async () => (await stateOf(store)).includes('unknown'));
    expect(shown()).toEqual([]);
    advance(platform.settleMs + 1);
    await settled(store);
    expect(shown()).toEqual(['hello']);
  });

  it('keeps to a wait it was told, over a restart too', async () => {
    const store = await engine.open();
    const board = await boardOn(store);
    board.truth.set('a', 'hello');
    board.platform.script.push('limited');
    await board.want('a');
    await until('the refusal', () => board.platform.calls === 1);
    await until(
      'the wait to be kept',
      async () => (await store.read.selectFrom('lane').selectAll().execute()).length === 1,
    );
    await board.restart();
    await sleep(100);
    expect(board.platform.calls).toBe(1);
    board.advance(1_000);
    await settled(store);
    expect(board.shown()).toEqual(['hello']);
  });

  it('keeps to the rate of its lane', async () => {
    const store = await engine.open();
    const { platform, truth, want, shown, advance } = await boardOn(
      store,
      memoryPlatform('memory', { most: 3, windowMs: 60_000 }),
    );
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      truth.set(name, name);
      await want(name);
    }
    await until('three posts', () => shown().length === 3);
    await sleep(100);
    expect(platform.calls).toBe(3);
    advance(60_000);
    await settled(store);
    expect(shown()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('lets nothing that cannot be drawn, or is refused for good, hold up the rest', async () => {
    const store = await engine.open();
    const { platform, truth, want, shown } = await boardOn(store);
    truth.set('broken', 'cannot be drawn');
    truth.set('refused', 'refused');
    truth.set('fine', 'fine');
    platform.script.push('refused');
    await want('broken');
    await want('refused');
    await want('fine');
    await until('the rest to be through', async () => (await stateOf(store)).sort().join() === 'failed,shown,wanted');
    expect(shown()).toEqual(['fine']);
  });

  it('gives a refused post another chance when what it shows changes, and at the next start', async () => {
    const store = await engine.open();
    const board = await boardOn(store);
    for (const name of ['a', 'b']) board.truth.set(name, name);
    board.platform.script.push('refused', 'refused');
    await board.want('a');
    await board.want('b');
    await until('two refusals', async () => (await stateOf(store)).join() === 'failed,failed');
    await board.change('a', 'newer a');
    await until('the one that changed', () => board.shown().includes('newer a'));
    await board.restart();
    await settled(store);
    expect(board.shown().sort()).toEqual(['b', 'newer a']);
  });

  it('leaves a post in doubt when the look-up is refused: it is never posted twice', async () => {
    const store = await engine.open();
    const board = await boardOn(store);
    board.truth.set('a', 'hello');
    board.platform.script.push('lost', 'refused', 'refused');
    await board.want('a');
    await until('doubt', async () => (await stateOf(store)).includes('unknown'));
    await board.change('a', 'newer');
    await until('the refused look-ups', () => {
      board.advance(board.platform.settleMs + 300_000);
      return board.platform.script.length === 0;
    });
    await board.restart();
    board.advance(300_000);
    await settled(store);
    expect(board.shown()).toEqual(['newer']);
  });

  it('obeys a wait when it takes a card down', async () => {
    const store = await engine.open();
    const board = await boardOn(store);
    board.truth.set('a', 'hello');
    await board.want('a');
    await settled(store);
    board.platform.script.push('limited');
    await board.change('a', 'going');
    const before = board.platform.calls;
    board.truth.delete('a');
    await board.change('b', 'of nothing');
    await sleep(200);
    expect(board.platform.calls - before).toBeLessThan(3);
    await until('the card to go', async () => {
      // On a busy machine it may be told to wait only now.
      board.advance(1_000);
      return (await stateOf(store)).join() === 'gone';
    });
    expect(board.shown()).toEqual([]);
  });

  it('never gives up on a platform that is away', async () => {
    const store = await engine.open();
    const board = await boardOn(store);
    board.truth.set('a', 'hello');
    board.platform.script.push(...Array<Fault>(60).fill('again'));
    await board.want('a');
    await until('the platform to be back', () => {
      board.advance(300_000);
      return board.platform.script.length === 0;
    });
    board.advance(300_000);
    await settled(store);
    expect(board.shown()).toEqual(['hello']);
  });

  it('shows every truth exactly once after any faults and deaths (property)', async () => {
    const step = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ do: fc.constant('want' as const), subject: fc.constantFrom('a', 'b', 'c', 'd') }),
      },
      {
        weight: 4,
        arbitrary: fc.record({ do: fc.constant('change' as const), subject: fc.constantFrom('a', 'b', 'c', 'd') }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          do: fc.constant('fault' as const),
          fault: fc.constantFrom<Fault>('lost', 'never', 'limited', 'again', 'refused'),
        }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('advance' as const) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const store = await engine.open();
        const board = await boardOn(store);
        const wanted = new Set<string>();
        let counter = 0;
        for (const each of steps) {
          if (each.do === 'fault') board.platform.script.push(each.fault);
          if (each.do === 'advance') board.advance(11_000);
          if (each.do === 'restart') await board.restart();
          if (each.do === 'want') {
            wanted.add(each.subject);
            board.truth.set(each.subject, board.truth.get(each.subject) ?? 'first');
            await board.want(each.subject);
          }
          if (each.do === 'change') await board.change(each.subject, `truth ${++counter}`);
        }
        await allShown(board, store);
        expect(board.shown().sort()).toEqual([...wanted].map((subject) => board.truth.get(subject)).sort());
        await board.board.stop();
      }),
      { numRuns: engine.name === 'SQLite' ? 40 : 10 },
    );
  });
});

/** Time passes and Baton is started again until every post is shown: a refused one waits for the next start. */
async function allShown(board: TestBoard, store: Store): Promise<void> {
  await until('all faults to pass', async () => {
    board.advance(40_000);
    await sleep(5);
    const late = await store.read
      .selectFrom('post')
      .select(['pending', 'state'])
      .where('state', '!=', 'shown')
      .execute();
    if (late.some(({ state }) => state === 'failed')) await board.restart();
    const pending = await store.read.selectFrom('post').select('id').where('pending', '=', 1).execute();
    return late.length + pending.length === 0;
  });
}
