import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import { hour, minute } from '../../src/kernel/clock.ts';
import { type DueKind, dueAt, every } from '../../src/schedule/due.ts';
import { fireDue, startRecurring } from '../../src/schedule/fire.ts';
import { onBothEngines } from '../support/engines.ts';

const log = pino({ level: 'silent' });
const start = 1_800_000_000_000;

/** A kind whose effect is a row: so an effect can be counted, and stands or falls with the firing. */
const effect = (rest: Omit<DueKind, 'run'>): DueKind => ({
  ...rest,
  run: async (tx, due) => {
    await tx.db
      .insertInto('delivery')
      .values({ key: `${due.key}@${due.at}`, at: due.at })
      .execute();
  },
});
const effects = async (store: Store) =>
  (await store.read.selectFrom('delivery').select('key').orderBy('at').execute()).map(({ key }) => key);
const outcomes = async (store: Store) =>
  (await store.read.selectFrom('due').select('outcome').where('done_at', 'is not', null).orderBy('at').execute()).map(
    ({ outcome }) => outcome,
  );
const put = (store: Store, key: string, at: number) => store.write((tx) => dueAt(tx, { kind: 'k', key, at }));

onBothEngines((engine) => {
  it('fires what is due, once, and leaves what is not', async () => {
    const store = await engine.open();
    await put(store, 'a', start);
    await put(store, 'a', start);
    await put(store, 'b', start + minute);
    const kinds = { k: effect({ missed: 'all' }) };
    await Promise.all(Array.from({ length: 4 }, () => fireDue(store, kinds, start, log)));
    await fireDue(store, kinds, start + 1, log);
    expect(await effects(store)).toEqual([`a@${start}`]);
  });

  it('undoes the firing with an effect that fails, tries again, and holds nothing else up', async () => {
    const store = await engine.open();
    let broken = true;
    const kinds = {
      k: effect({ missed: 'all' }),
      bad: {
        missed: 'all',
        run: async () => (broken ? Promise.reject(new Error('broke')) : undefined),
      } satisfies DueKind,
    };
    await store.write((tx) => dueAt(tx, { kind: 'bad', key: 'x', at: start }));
    await put(store, 'fine', start + 1);
    await fireDue(store, kinds, start + 1, log);
    expect(await effects(store)).toEqual([`fine@${start + 1}`]);
    broken = false;
    await fireDue(store, kinds, start + hour, log);
    expect(await outcomes(store)).toEqual(['done', 'done']);
  });

  it('catches up by policy after a downtime', async () => {
    const run = async (missed: DueKind['missed']): Promise<{ fired: number; skipped: number }> => {
      const store = await engine.open();
      const kinds = { k: effect({ missed, next: every(hour) }) };
      await put(store, 'all', start);
      const back = start + 5 * hour + minute;
      while ((await fireDue(store, kinds, back, log)) > 0);
      const done = await outcomes(store);
      const next = await store.read.selectFrom('due').select('at').where('done_at', 'is', null).execute();
      expect(next).toEqual([{ at: start + 6 * hour }]);
      return {
        fired: done.filter((each) => each === 'done').length,
        skipped: done.filter((each) => each === 'skipped').length,
      };
    };
    expect(await run('all')).toEqual({ fired: 6, skipped: 0 });
    expect(await run('once')).toEqual({ fired: 1, skipped: 0 });
    expect(await run({ skipAfter: 2 * hour })).toEqual({ fired: 2, skipped: 4 });
  });

  it('starts recurring work once, whoever starts it, and leaves kinds of other versions alone', async () => {
    const store = await engine.open();
    const kinds = { k: effect({ missed: 'once', next: every(hour) }) };
    await startRecurring(store, kinds, start);
    await Promise.all([startRecurring(store, kinds, start + minute), startRecurring(store, kinds, start + 2 * minute)]);
    await store.write((tx) => dueAt(tx, { kind: 'of an older version', key: 'x', at: start }));
    await fireDue(store, kinds, start + 1, log);
    expect(await outcomes(store)).toEqual([]);
    expect(
      (await store.read.selectFrom('due').select('at').where('done_at', 'is', null).orderBy('at').execute()).map(
        ({ at }) => at,
      ),
    ).toEqual([start, start + hour]);
  });
});
