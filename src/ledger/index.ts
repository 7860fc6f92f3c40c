import { hour } from '../kernel/clock.ts';
import { every } from '../schedule/due.ts';
import type { DueKinds } from '../schedule/fire.ts';
import { sealLedger } from './seal.ts';

/** The append-only history; its heads are sealed every hour. */
export const ledger = {
  name: 'ledger',
  due: {
    'ledger.seal': { run: (tx, _due, now) => sealLedger(tx, now), missed: 'once', next: every(hour) },
  },
} satisfies { name: string; due: DueKinds };
