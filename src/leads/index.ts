import type { Feature } from '../feature.ts';
import { day } from '../kernel/clock.ts';
import { every } from '../schedule/due.ts';
import { leadActions } from './actions.ts';
import { forgetAnswers } from './answer-store.ts';
import { leadRoutes } from './api.ts';
import { leadCommands } from './commands.ts';
import { posts } from './posts.ts';
import type { Intake } from './receive-lead.ts';

/** A source that has not repeated a request for a month has given it up. */
const answersKeptFor = 30 * day;

/** Leads: how they come in, and who has them. */
export function leads(intake: Intake): Feature {
  return {
    name: 'leads',
    actions: leadActions(intake),
    commands: leadCommands,
    posts,
    routes: leadRoutes(intake),
    due: {
      'leads.forget-answers': {
        run: (tx, _due, now) => forgetAnswers(tx.db, now - answersKeptFor),
        missed: 'once',
        next: every(day),
      },
    },
  };
}
