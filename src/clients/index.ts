import type { CountryCode } from 'libphonenumber-js';
import type { Feature } from '../feature.ts';
import { clientActions } from './actions.ts';
import { clientRoutes } from './api.ts';
import { importPosts } from './bulk/posts.ts';
import type { ClientPart } from './client.ts';
import { clientCommands } from './commands.ts';
import { judgementActions } from './judgements/actions.ts';
import { judgementPosts } from './judgements/posts.ts';
import { profileActions } from './profile/actions.ts';

type Settings = { readonly country: CountryCode | undefined; readonly parts: readonly ClientPart[] };

/** Clients: whom both departments know, and one history of each. */
export function clients({ country, parts }: Settings): Feature {
  return {
    name: 'clients',
    actions: { ...clientActions, ...judgementActions(country), ...profileActions(parts) },
    commands: clientCommands(country),
    routes: clientRoutes(country),
    posts: { ...judgementPosts, ...importPosts },
  };
}
