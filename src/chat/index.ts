import { z } from 'zod';
import { day } from '../kernel/clock.ts';
import { every } from '../schedule/due.ts';
import type { DueKinds } from '../schedule/fire.ts';
import { type Action, action } from './action.ts';
import { forgetDeliveries } from './delivery.ts';
import { done } from './reply.ts';

/** Platforms repeat within minutes; a replay with a valid signature is refused after five. */
const deliveriesKeptFor = 2 * day;

/** The ground floor of chat; what deliveries left behind is forgotten after two days. */
export const chat = {
  name: 'chat',
  actions: {
    // The way out of a form where forms stand in the conversation: nothing happens, and the card comes back.
    'form.cancel': action({ payload: z.object({ id: z.string() }), run: async () => done }),
  },
  due: {
    'chat.forget-deliveries': {
      run: (tx, _due, now) => forgetDeliveries(tx.db, now - deliveriesKeptFor),
      missed: 'once',
      next: every(day),
    },
  },
} satisfies { name: string; actions: Record<string, Action>; due: DueKinds };
