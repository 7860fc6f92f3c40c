import type { Migration } from 'kysely/migration';
import { groundFloor } from './0001-ground-floor.ts';

export type Engine = 'sqlite' | 'postgres';

/** Every migration, by hand and in order. One that has been released is frozen: add the next instead. */
export function migrations(engine: Engine): Record<string, Migration> {
  return {
    '0001-ground-floor': groundFloor(engine),
  };
}
