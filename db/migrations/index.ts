import type { Migration } from 'kysely/migration';
import { groundFloor } from './0001-ground-floor.ts';
import { everyPromise } from './0002-every-promise.ts';
import { oneClient } from './0003-one-client.ts';
import { readAgain } from './0004-read-again.ts';
import { rules } from './0005-rules.ts';
import { drawn } from './0006-drawn.ts';
import { onePolicy } from './0007-one-policy.ts';
import { wholeLeads } from './0008-whole-leads.ts';
import { sources } from './0009-sources.ts';
import { routing } from './0010-routing.ts';
import { quiet } from './0011-quiet.ts';
import type { Engine } from './dialect.ts';

export type { Engine };

/** Every migration, by hand and in order. One that has been released is frozen: add the next instead. */
export function migrations(engine: Engine): Record<string, Migration> {
  return {
    '0001-ground-floor': groundFloor(engine),
    '0002-every-promise': everyPromise(engine),
    '0003-one-client': oneClient(engine),
    '0004-read-again': readAgain(),
    '0005-rules': rules(engine),
    '0006-drawn': drawn(engine),
    '0007-one-policy': onePolicy(engine),
    '0008-whole-leads': wholeLeads(engine),
    '0009-sources': sources(engine),
    '0010-routing': routing(engine),
    '0011-quiet': quiet(engine),
  };
}
