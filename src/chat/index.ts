import { day } from '../kernel/clock.ts';
import { every } from '../schedule/due.ts';
import type { DueKinds } from '../schedule/fire.ts';
import { forgetDeliveries } from './delivery.ts';

/** Platforms repeat within minutes; a replay with a valid signature is refused after five. */
const deliveriesKeptFor = 2 * day;

/** The ground floor of chat; what deliveries left behind is forgotten after two days. */
export const chat = {
  name: 'chat',
  due: {
    'chat.forget-deliveries': {
      run: (tx, _due, now) => forgetDeliveries(tx.db, now - deliveriesKeptFor),
      missed: 'once',
      next: every(day),
    },
  },
} satisfies { name: string; due: DueKinds };
