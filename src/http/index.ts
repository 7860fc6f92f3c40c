import { day } from '../kernel/clock.ts';
import { every } from '../schedule/due.ts';
import type { DueKinds } from '../schedule/fire.ts';
import { forgetAnswers } from './answer-store.ts';

/** A source that has not repeated a request for a month has given it up. */
const answersKeptFor = 30 * day;

/** The API; answers kept for repeated requests are forgotten after a month. */
export const http = {
  name: 'http',
  due: {
    'http.forget-answers': {
      run: (tx, _due, now) => forgetAnswers(tx.db, now - answersKeptFor),
      missed: 'once',
      next: every(day),
    },
  },
} satisfies { name: string; due: DueKinds };
