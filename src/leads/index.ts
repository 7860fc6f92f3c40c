import type { Feature } from '../feature.ts';
import { leadActions } from './actions.ts';
import { leadRoutes } from './api.ts';
import { fireClock } from './clocks/fire-clock.ts';
import { fireLease } from './clocks/fire-lease.ts';
import { noteTouch } from './clocks/note-touch.ts';
import { numberCommands } from './clocks/number-actions.ts';
import { endPause } from './clocks/pause-lead.ts';
import { leadCommands } from './commands.ts';
import { dutyCommands } from './duties/actions.ts';
import { eraseLeads, unlistLeads } from './erase-leads.ts';
import { remindReceiver, returnHandoff } from './handoff/return-handoff.ts';
import { leadsTold } from './leads-told.ts';
import { posts } from './posts.ts';
import { openPromises } from './promises.ts';
import type { Intake } from './receive-lead.ts';

/** Leads: how they come in, and who has them. */
export function leads(intake: Intake): Feature {
  return {
    name: 'leads',
    actions: leadActions(intake),
    commands: { ...leadCommands, ...numberCommands, ...dutyCommands },
    posts,
    routes: leadRoutes(intake),
    client: { part: openPromises, export: leadsTold, erase: eraseLeads, unlist: unlistLeads, touched: noteTouch },
    due: {
      'lead.handoff-remind': { run: (tx, { key }, now) => remindReceiver(tx, key, now), missed: 'all' },
      'lead.handoff-over': { run: (tx, { key }, now) => returnHandoff(tx, key, now), missed: 'all' },
      'lead.clock': { run: fireClock, missed: 'all' },
      'lead.lease': { run: fireLease, missed: 'all' },
      'lead.resume': { run: endPause, missed: 'all' },
    },
  };
}
