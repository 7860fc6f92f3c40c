import type { CountryCode } from 'libphonenumber-js';
import type { Feature, Touched } from '../feature.ts';
import { contactRoutes } from './api.ts';
import { campaignActions, campaignCommands } from './campaigns/actions.ts';
import { campaignPosts } from './campaigns/posts.ts';
import { contactCommands } from './commands.ts';
import { eraseContacts, unlistTouches } from './erase-contacts.ts';
import { mailingActions } from './mailing/actions.ts';
import { mailingRoutes } from './mailing/api.ts';
import { mailingCommands } from './mailing/commands.ts';
import { mailingDue } from './mailing/due.ts';
import { mailingFile, mailingRowsFile } from './mailing/file.ts';
import { mailingPosts } from './mailing/posts.ts';
import { mailingSettings } from './mailing/settings.ts';
import { offerActions, offerCommands } from './offers/actions.ts';
import { posts } from './posts.ts';
import { reservationActions } from './reservations/actions.ts';
import { expireReservation } from './reservations/end-reservation.ts';
import { ruleActions, ruleCommands } from './rules/actions.ts';
import { touchActions } from './touches/actions.ts';
import { remindOfStep } from './touches/next-step.ts';
import { offersMade } from './touches/offers-made.ts';
import { stopActions } from './touches/stop-actions.ts';
import { touchesTold } from './touches/touches-told.ts';

/** What contacts need of the configuration. */
type Settings = Parameters<typeof mailingSettings>[0] & {
  readonly country: CountryCode | undefined;
  /** Hears of every contact as it is logged. */
  readonly heard: Touched;
};

/** Contacts: a warning before a client is contacted twice, and what came of each contact. */
export function contacts(settings: Settings): Feature {
  const { country, heard } = settings;
  const mailing = mailingSettings(settings);
  return {
    name: 'contacts',
    actions: {
      ...reservationActions,
      ...touchActions(heard),
      ...stopActions,
      ...ruleActions,
      ...offerActions,
      ...campaignActions(mailing.places),
      ...mailingActions(mailing),
    },
    commands: {
      ...contactCommands(country),
      ...offerCommands,
      ...campaignCommands,
      ...mailingCommands,
      ...ruleCommands,
    },
    posts: { ...posts, ...campaignPosts, ...mailingPosts },
    routes: [...contactRoutes(country, heard), ...mailingRoutes(mailing)],
    files: { mailing: mailingFile, 'mailing-rows': mailingRowsFile },
    client: { part: offersMade, export: touchesTold, erase: eraseContacts(mailing.key), unlist: unlistTouches },
    due: {
      'contact.reservation-over': {
        run: (tx, { key, at }, now) => expireReservation(tx, key, at, now),
        missed: 'all',
      },
      'contact.next-step': { run: (tx, due, now) => remindOfStep(tx, due, now), missed: 'all' },
      ...mailingDue(mailing),
    },
  };
}
