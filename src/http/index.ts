import type { Feature } from '../feature.ts';
import { day } from '../kernel/clock.ts';
import { every } from '../schedule/due.ts';
import { forgetAnswers, withdrawAnswers } from './answer-store.ts';

/** A source that has not repeated a request for a month has given it up. */
const answersKeptFor = 30 * day;

/** The API; answers kept for repeated requests are forgotten after a month. */
export const http = {
  name: 'http',
  client: { erase: (tx, members) => withdrawAnswers(tx.db, members) },
  due: {
    'http.forget-answers': {
      run: (tx, _due, now) => forgetAnswers(tx.db, now - answersKeptFor),
      missed: 'once',
      next: every(day),
    },
  },
} satisfies Feature;
