import { day } from '../kernel/clock.ts';
import { every } from './due.ts';
import type { DueKinds } from './fire.ts';
import { forgetDone } from './store.ts';

const keptFor = 30 * day;

/** Time as data; the rows of what is over are forgotten after thirty days. */
export const schedule = {
  name: 'schedule',
  due: {
    'schedule.forget': { run: (tx, _due, now) => forgetDone(tx.db, now - keptFor), missed: 'once', next: every(day) },
  },
} satisfies { name: string; due: DueKinds };
