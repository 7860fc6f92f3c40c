import type { CountryCode } from 'libphonenumber-js';
import type { Feature } from '../feature.ts';
import { contactActions } from './actions.ts';
import { contactRoutes } from './api.ts';
import { contactCommands } from './commands.ts';
import { expireReservation } from './end-reservation.ts';
import { eraseContacts, unlistTouches } from './erase-contacts.ts';
import { offersMade } from './offers-made.ts';
import { posts } from './posts.ts';
import { ruleActions, ruleCommands } from './rules/actions.ts';
import { touchesTold } from './touches-told.ts';

/** Contacts: a warning before a client is contacted twice, and what came of each contact. */
export function contacts({ country }: { readonly country: CountryCode | undefined }): Feature {
  return {
    name: 'contacts',
    actions: { ...contactActions, ...ruleActions },
    commands: { ...contactCommands(country), ...ruleCommands },
    posts,
    routes: contactRoutes(country),
    client: { part: offersMade, export: touchesTold, erase: eraseContacts, unlist: unlistTouches },
    due: {
      'contact.reservation-over': {
        run: (tx, { key, at }, now) => expireReservation(tx, key, at, now),
        missed: 'all',
      },
    },
  };
}
