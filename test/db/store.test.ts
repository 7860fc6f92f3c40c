import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { OperationOver, OperationWaited } from '../../db/errors.ts';
import { openStore } from '../../db/open.ts';
import type { Db } from '../../db/schema.ts';
import type { Tx } from '../../db/store.ts';
import { isRefusal, refuse } from '../../src/kernel/refusal.ts';
import { onBothEngines } from '../support/engines.ts';

const put = (db: Db, key: string) => db.insertInto('lane').values({ key, until: 1 }).execute();
const keys = async (db: Db) =>
  (await db.selectFrom('lane').select('key').orderBy('key').execute()).map(({ key }) => key);

onBothEngines((engine) => {
  it('shows a write to readers once it has resolved', async () => {
    const store = await engine.open();
    expect(
      await store.write(async (tx) => {
        await put(tx.db, 'a');
        return 7;
      }),
    ).toBe(7);
    expect(await keys(store.read)).toEqual(['a']);
  });

  it('undoes what refuses or throws, and nothing beside it', async () => {
    const store = await engine.open();
    const results = await Promise.allSettled([
      store.write((tx) => put(tx.db, 'kept')),
      store.write(async (tx) => {
        await put(tx.db, 'refused');
        return refuse('lead.free');
      }),
      store.write(async (tx) => {
        await put(tx.db, 'thrown');
        throw new Error('broke');
      }),
      store.write((tx) => put(tx.db, 'kept too')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]?.status === 'fulfilled' && isRefusal(results[1].value)).toBe(true);
    expect(await keys(store.read)).toEqual(['kept', 'kept too']);
  });

  it('refuses a write inside a write', async () => {
    const store = await engine.open();
    await expect(store.write(() => store.write((tx) => put(tx.db, 'inner')))).rejects.toThrow('write() inside write()');
    expect(await keys(store.read)).toEqual([]);
  });

  it('tells its news after the commit, and only of what was kept', async () => {
    const store = await engine.open();
    const seen: string[][] = [];
    store.listen(() => void keys(store.read).then((now) => seen.push(now)));
    await store.write(async (tx) => {
      await put(tx.db, 'x');
      tx.after('posts');
    });
    await store.write(async (tx) => {
      tx.after('posts');
      return refuse('lead.free');
    });
    await sleep(50);
    expect(seen).toEqual([['x']]);
  });

  it('gives whole numbers back as numbers', async () => {
    const store = await engine.open();
    const at = 1_795_453_719_808;
    await store.write((tx) => tx.db.insertInto('lane').values({ key: 'n', until: at }).execute());
    const { count } = await store.read
      .selectFrom('lane')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect([(await store.read.selectFrom('lane').selectAll().executeTakeFirstOrThrow()).until, count]).toEqual([at, 1]);
  });

  it('migrates once, however many open it, and refuses a database from a newer version', async () => {
    const url = await engine.database();
    const first = await openStore(url, () => {});
    await first.write((tx) => put(tx.db, 'stays'));
    await first.close();
    const second = await openStore(url, () => {});
    expect(await keys(second.read)).toEqual(['stays']);
    await second.write(async (tx) => {
      await sql`insert into kysely_migration (name, timestamp) values ('9999-from-the-future', 'now')`.execute(tx.db);
    });
    await second.close();
    await expect(openStore(url, () => {})).rejects.toThrow('newer version of Baton (it has 9999-from-the-future)');
  });

  it('keeps counting right under many writers at once', async () => {
    const store = await engine.open();
    await store.write((tx) => tx.db.insertInto('lane').values({ key: 'count', until: 0 }).execute());
    await Promise.all(
      Array.from({ length: 200 }, () =>
        store.write((tx) =>
          tx.db
            .updateTable('lane')
            .set((eb) => ({ until: eb('until', '+', 1) }))
            .where('key', '=', 'count')
            .execute(),
        ),
      ),
    );
    expect((await store.read.selectFrom('lane').select('until').executeTakeFirstOrThrow()).until).toBe(200);
  });
});

describe('the group committer of SQLite', () => {
  const opened = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'baton-test-'));
    const file = join(folder, 'baton.sqlite');
    const store = await openStore(`sqlite:${file}`, () => {});
    const end = async () => {
      await store.close();
      await rm(folder, { recursive: true });
    };
    return { store, file, end };
  };

  it('commits what waits together: fewer commits than operations', async () => {
    const { store, file, end } = await opened();
    const watch = new Database(file, { readonly: true });
    const version = () => watch.pragma('data_version', { simple: true });
    const seen = new Set([version()]);
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        store.write((tx) => put(tx.db, String(index))).then(() => seen.add(version())),
      ),
    );
    expect((await keys(store.read)).length).toBe(100);
    expect(seen.size - 1).toBeLessThan(10);
    watch.close();
    await end();
  });

  it('fails alone an operation that waits for something else, and lets nothing of it through later', async () => {
    const { store, end } = await opened();
    let late: Promise<unknown> | undefined;
    const waits = store.write(async (tx) => {
      await put(tx.db, 'before');
      late = sleep(20).then(() => put(tx.db, 'after'));
      await late;
    });
    const honest = store.write((tx) => put(tx.db, 'honest'));
    await expect(waits).rejects.toThrow(OperationWaited);
    await honest;
    await expect(late).rejects.toThrow(OperationOver);
    expect(await keys(store.read)).toEqual(['honest']);
    await end();
  });

  it('refuses a handle that is used after its operation', async () => {
    const { store, end } = await opened();
    const kept: Tx = await store.write(async (tx) => tx);
    await expect(put(kept.db, 'x')).rejects.toThrow(OperationOver);
    await end();
  });

  it('lets nobody else open the same file', async () => {
    const { file, end } = await opened();
    await expect(openStore(`sqlite:${file}`, () => {})).rejects.toThrow('Another Baton is running');
    await end();
  });
});
