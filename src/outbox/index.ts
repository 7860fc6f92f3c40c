import { day } from '../kernel/clock.ts';
import { every } from '../schedule/due.ts';
import type { DueKinds } from '../schedule/fire.ts';

const keptFor = 30 * day;

/** Calls to the outside; those that are over are forgotten after thirty days. */
export const outbox = {
  name: 'outbox',
  due: {
    'outbox.forget': {
      run: async (tx, _due, now) => {
        await tx.db
          .deleteFrom('outbox')
          .where('state', 'in', ['done', 'dead'])
          .where('at', '<', now - keptFor)
          .execute();
      },
      missed: 'once',
      next: every(day),
    },
  },
} satisfies { name: string; due: DueKinds };
