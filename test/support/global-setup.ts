import type { TestProject } from 'vitest/node';
import { startPostgres, type TestPostgres } from './postgres.ts';

let running: TestPostgres | undefined;

/** One Postgres for the whole run; each test file makes databases of its own in it. */
export async function setup(project: TestProject): Promise<void> {
  running = await startPostgres();
  project.provide('postgres', running.url);
}

export async function teardown(): Promise<void> {
  await running?.stop();
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: string;
  }
}
