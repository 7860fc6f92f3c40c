import type { Feature } from '../feature.ts';
import { day, minute } from '../kernel/clock.ts';
import type { Sources } from '../kernel/delivery.ts';
import { every } from '../schedule/due.ts';
import { leadActions } from './actions.ts';
import { leadRoutes } from './api.ts';
import { careActions } from './care/actions.ts';
import { askForFeedback } from './care/care.ts';
import { fireClock } from './clocks/fire-clock.ts';
import { fireLease } from './clocks/fire-lease.ts';
import { noteTouch } from './clocks/note-touch.ts';
import { numberCommands } from './clocks/number-actions.ts';
import { endPause } from './clocks/pause-lead.ts';
import { leadCommands } from './commands.ts';
import { dutyCommands } from './duties/actions.ts';
import { eraseLeads, unlistLeads } from './erase-leads.ts';
import { remindReceiver, returnHandoff } from './handoff/return-handoff.ts';
import { leadsHome } from './home/index.ts';
import { forgetBodies } from './intake/event-store.ts';
import { fetchLead } from './intake/fetch-lead.ts';
import { sourceHook } from './intake/hook.ts';
import { waitingActions, waitingCommands } from './intake/waiting-actions.ts';
import { leadsTold } from './leads-told.ts';
import { leavers } from './leavers/index.ts';
import { posts } from './posts.ts';
import { openPromises } from './promises.ts';
import { quiet } from './quiet/index.ts';
import type { Intake } from './receive-lead.ts';
import { routingActions, routingCommands } from './routing/actions.ts';
import { endOffer, pullQueue, routeAgain } from './routing/pass-offer.ts';

/** What a source has sent is kept as it came for so long. */
const bodiesKeptFor = 30 * day;

/** What leads need of the configuration, and who reads what sources send. */
type Settings = Intake & { readonly secret: Buffer | undefined; readonly sources: Sources };

/** Leads: how they come in, who has them, how they go on and end. */
export function leads(settings: Settings): Feature {
  const { sources, ...intake } = settings;
  return {
    name: 'leads',
    actions: {
      ...leadActions(intake),
      ...waitingActions(intake),
      ...routingActions(intake.channels),
      ...careActions(intake.country),
      ...leavers.actions,
      ...quiet.actions,
    },
    commands: {
      ...leadCommands,
      ...numberCommands,
      ...dutyCommands,
      ...waitingCommands,
      ...routingCommands,
      ...quiet.commands,
    },
    posts,
    folds: ['lead.card', 'lead.alert'],
    home: leadsHome,
    routes: leadRoutes(intake),
    hooks: [sourceHook(sources, intake)],
    calls: { 'source.fetch': fetchLead(sources, intake) },
    client: { part: openPromises, export: leadsTold, erase: eraseLeads, unlist: unlistLeads, touched: noteTouch },
    due: {
      'lead.handoff-remind': { run: (tx, { key }, now) => remindReceiver(tx, key, now), missed: 'all' },
      'lead.handoff-over': { run: (tx, { key }, now) => returnHandoff(tx, key, now), missed: 'all' },
      'lead.route': { run: routeAgain, missed: 'all' },
      'lead.offer-over': { run: endOffer, missed: 'all' },
      'lead.pull': { run: (tx, _due, now) => pullQueue(tx, now), missed: 'all' },
      'lead.pull-again': { run: (tx, _due, now) => pullQueue(tx, now), missed: 'once', next: every(5 * minute) },
      ...leavers.due,
      ...quiet.due,
      'lead.care': { run: askForFeedback, missed: 'all' },
      'lead.clock': { run: fireClock, missed: 'all' },
      'lead.lease': { run: fireLease, missed: 'all' },
      'source.forget': {
        run: (tx, _due, now) => forgetBodies(tx.db, now - bodiesKeptFor),
        missed: 'once',
        next: every(day),
      },
      'lead.resume': { run: endPause, missed: 'all' },
    },
  };
}
