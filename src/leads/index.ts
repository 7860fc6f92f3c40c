import type { Feature } from '../feature.ts';
import { leadActions } from './actions.ts';
import { leadRoutes } from './api.ts';
import { leadCommands } from './commands.ts';
import { eraseLeads, unlistLeads } from './erase-leads.ts';
import { returnHandoff } from './handoff/return-handoff.ts';
import { leadsTold } from './leads-told.ts';
import { posts } from './posts.ts';
import { openPromises } from './promises.ts';
import type { Intake } from './receive-lead.ts';

/** Leads: how they come in, and who has them. */
export function leads(intake: Intake): Feature {
  return {
    name: 'leads',
    actions: leadActions(intake),
    commands: leadCommands,
    posts,
    routes: leadRoutes(intake),
    client: { part: openPromises, export: leadsTold, erase: eraseLeads, unlist: unlistLeads },
    due: {
      'lead.handoff-over': { run: (tx, { key }, now) => returnHandoff(tx, key, now), missed: 'all' },
    },
  };
}
