import { z } from 'zod';
import { day } from '../../kernel/clock.ts';
import { every } from '../../schedule/due.ts';
import type { DueKinds } from '../../schedule/fire.ts';
import { closeAsking } from './close-asking.ts';
import { stepPass } from './run-pass.ts';
import type { Sealing } from './settings.ts';
import { forgetLines } from './store.ts';

/** Lists hold addresses of people who may be nobody's clients: they are kept no longer than anybody asks about them. */
const linesKeptFor = 30 * day;

const step = z.object({ id: z.string(), state: z.string(), part: z.number(), shown: z.number() });

/** The passes of mailing checks, the end of their asking, and the forgetting of their lines. */
export function mailingDue(sealing: Sealing): DueKinds {
  return {
    'mailing.pass': { run: (tx, { detail }, now) => stepPass(tx, step.parse(detail), sealing, now), missed: 'all' },
    'mailing.deadline': { run: (tx, { key }, now) => closeAsking(tx, key, now), missed: 'all' },
    'mailing.forget-lines': {
      run: (tx, _due, now) => forgetLines(tx.db, now - linesKeptFor),
      missed: 'once',
      next: every(day),
    },
  };
}
