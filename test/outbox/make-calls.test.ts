import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import { type Called, type CallKinds, callLater } from '../../src/outbox/call.ts';
import { makeCalls } from '../../src/outbox/make-calls.ts';
import { onBothEngines } from '../support/engines.ts';

const log = pino({ level: 'silent' });

/** A far end that answers by a script, and an effect in the database that can be counted. */
function farEnd(script: readonly (Called | 'breaks')[]) {
  const calls: string[] = [];
  const [effects, given]: [string[], string[]] = [[], []];
  const kinds: CallKinds = {
    'test.call': {
      call: async ({ id }) => {
        const answer = script[calls.length] ?? { is: 'done', body: 'ok' };
        calls.push(String(id));
        if (answer === 'breaks') throw new Error('the line broke');
        return answer;
      },
      done: async (_tx, { id }, body) => void effects.push(`${id} ${body}`),
      failed: async (_tx, { id }, why) => void given.push(`${id} ${why}`),
    },
  };
  return { calls, effects, given, kinds };
}

const ask = (store: Store, id: string) =>
  store.write((tx) => callLater(tx, { kind: 'test.call', key: id, payload: { id } }, 1_000));

onBothEngines((engine) => {
  it('tries again after a fault, waits as long as it is told, and has its effect once', async () => {
    const store = await engine.open();
    const { calls, effects, kinds } = farEnd(['breaks', { is: 'again', why: 'busy', waitMs: 60_000 }]);
    await ask(store, 'a');
    await ask(store, 'a');
    let now = 1_000;
    const look = () => makeCalls(store, kinds, () => now, log);
    expect(await look()).toBe(1);
    now += 300_001;
    await look();
    now += 59_000;
    expect([await look(), calls.length]).toEqual([0, 2]);
    now += 1_001;
    await look();
    await look();
    expect([calls.length, effects]).toEqual([3, ['a ok']]);
  });

  it('gives up what is refused, and lets nothing else wait for it', async () => {
    const store = await engine.open();
    const { effects, given, kinds } = farEnd([{ is: 'refused', why: 'no such enquiry' }]);
    await ask(store, 'a');
    await ask(store, 'b');
    await makeCalls(store, kinds, () => 1_000, log);
    expect([effects, given]).toEqual([['b ok'], ['a no such enquiry']]);
  });

  it('takes up a call that died with its process, once its lease is over, and two processes make it once', async () => {
    const store = await engine.open();
    const { calls, effects, kinds } = farEnd([]);
    await ask(store, 'a');
    await store.write((tx) =>
      tx.db.updateTable('outbox').set({ state: 'sending', tries: 1, next_at: 121_000 }).execute(),
    );
    expect(await makeCalls(store, kinds, () => 120_000, log)).toBe(0);
    await Promise.all([1, 2, 3].map(() => makeCalls(store, kinds, () => 121_000, log)));
    expect([calls.length, effects]).toEqual([1, ['a ok']]);
  });
});
