import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import { append, type Entry } from '../../src/ledger/append.ts';
import { historyOfStreams } from '../../src/ledger/read.ts';
import { sealLedger } from '../../src/ledger/seal.ts';
import { firstBrokenRow } from '../../src/ledger/verify.ts';
import { onBothEngines } from '../support/engines.ts';

const entry = (kind: string, words?: Record<string, string>): Entry => ({
  stream: 'c1',
  kind,
  actor: 'p1',
  client: 'c1',
  detail: { reason: 'other' },
  ...(words ? { words } : {}),
});
const write = async (store: Store, count: number): Promise<void> => {
  for (let index = 0; index < count; index += 1) {
    await store.write((tx) => append(tx, entry(`k${index}`, { note: `words ${index}` }), 1_000 + index));
  }
};

onBothEngines((engine) => {
  it('tells a history newest first, words beside it', async () => {
    const store = await engine.open();
    await write(store, 3);
    const told = await historyOfStreams(store.read, ['c1'], 2);
    expect(told.map(({ kind, words, detail }) => [kind, words.note, detail.reason])).toEqual([
      ['k2', 'words 2', 'other'],
      ['k1', 'words 1', 'other'],
    ]);
    expect(await firstBrokenRow(store.read, 'c1')).toBeUndefined();
  });

  it('keeps one chain when many write to one stream at once', async () => {
    const store = await engine.open();
    await Promise.all(Array.from({ length: 60 }, (_, index) => store.write((tx) => append(tx, entry(`k${index}`), 5))));
    expect([(await historyOfStreams(store.read, ['c1'], 100)).length, await firstBrokenRow(store.read, 'c1')]).toEqual([
      60,
      undefined,
    ]);
  });

  it('sees every row that was changed, removed or moved, and every changed word (property)', async () => {
    const store = await engine.open();
    await write(store, 12);
    const rows = await store.read.selectFrom('ledger').selectAll().where('stream', '=', 'c1').orderBy('seq').execute();
    const tampering = fc.record({
      at: fc.integer({ min: 0, max: 11 }),
      how: fc.constantFrom('change', 'remove', 'swap', 'words'),
    });
    await fc.assert(
      fc.asyncProperty(tampering, async ({ at, how }) => {
        const row = rows[at];
        const other = rows[(at + 1) % rows.length];
        if (!row || !other) throw new Error('no such row');
        await store.write(async ({ db }) => {
          const set = (id: string, change: object) =>
            db.updateTable('ledger').set(change).where('id', '=', id).execute();
          if (how === 'change') await set(row.id, { actor: 'somebody else' });
          if (how === 'remove') await db.deleteFrom('ledger').where('id', '=', row.id).execute();
          if (how === 'words')
            await db
              .updateTable('ledger_words')
              .set({ words: '{"note":"other"}' })
              .where('entry', '=', row.id)
              .execute();
          if (how === 'swap') {
            await set(row.id, { seq: other.seq });
            await set(other.id, { seq: row.seq });
          }
        });
        expect(await firstBrokenRow(store.read, 'c1')).toBeDefined();
        await store.write(async ({ db }) => {
          await db.deleteFrom('ledger').where('id', 'in', [row.id, other.id]).execute();
          await db.insertInto('ledger').values([row, other]).execute();
          await db
            .updateTable('ledger_words')
            .set({ words: JSON.stringify({ note: `words ${at}` }) })
            .where('entry', '=', row.id)
            .execute();
        });
        expect(await firstBrokenRow(store.read, 'c1')).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it('misses rows at the end, and still verifies when the words are erased', async () => {
    const store = await engine.open();
    await write(store, 4);
    await store.write(async ({ db }) => {
      await db.deleteFrom('ledger_words').where('stream', '=', 'c1').execute();
      await db.updateTable('ledger_stream').set({ key: null }).where('stream', '=', 'c1').execute();
    });
    expect(await firstBrokenRow(store.read, 'c1')).toBeUndefined();
    await store.write(({ db }) => db.deleteFrom('ledger').where('seq', '=', 4).execute());
    expect(await firstBrokenRow(store.read, 'c1')).toBe(4);
  });

  it('seals the heads that have grown, once', async () => {
    const store = await engine.open();
    await write(store, 2);
    for (const at of [10, 20]) await store.write((tx) => sealLedger(tx, at));
    await write(store, 1);
    await store.write((tx) => sealLedger(tx, 30));
    const seals = await store.read.selectFrom('ledger_seal').selectAll().orderBy('at').execute();
    expect(seals.map(({ at, heads }) => [at, heads])).toEqual([
      [10, 1],
      [30, 1],
    ]);
    expect(seals[1]?.previous).toBe(seals[0]?.hash);
  });
});
