import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, inject } from 'vitest';
import { openStore } from '../../db/open.ts';
import type { Store } from '../../db/store.ts';

export type Engine = {
  readonly name: 'SQLite' | 'Postgres';
  /** The address of a new, empty database; it goes when the tests are over. */
  database(): Promise<string>;
  /** A store on a database of its own. */
  open(): Promise<Store>;
};

/** Runs the same tests on both engines. */
export function onBothEngines(tests: (engine: Engine) => void): void {
  for (const name of ['SQLite', 'Postgres'] as const) {
    describe(name, () => {
      const endings: (() => Promise<unknown>)[] = [];
      const database = name === 'SQLite' ? () => sqliteFile(endings) : postgresDatabase;
      afterAll(async () => {
        for (const end of endings.reverse()) await end();
      });
      tests({
        name,
        database,
        open: async () => {
          const store = await openStore(await database(), () => {});
          endings.push(() => store.close());
          return store;
        },
      });
    });
  }
}

async function sqliteFile(endings: (() => Promise<unknown>)[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-test-'));
  endings.push(() => rm(folder, { recursive: true, force: true }));
  return `sqlite:${join(folder, 'baton.sqlite')}`;
}

let counter = 0;

async function postgresDatabase(): Promise<string> {
  const server = inject('postgres');
  const name = `test_${process.pid}_${Date.now()}_${++counter}`;
  await administrate(server, `create database ${name}`);
  // It goes with the server, at the end of the run.
  return Object.assign(new URL(server), { pathname: `/${name}` }).href;
}

async function administrate(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(sql);
  await client.end();
}
