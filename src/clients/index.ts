import type { CountryCode } from 'libphonenumber-js';
import type { Feature } from '../feature.ts';
import { clientActions } from './actions.ts';
import { importPosts } from './bulk/posts.ts';
import { clientCommands } from './commands.ts';
import { judgementActions } from './judgements/actions.ts';
import { judgementPosts } from './judgements/posts.ts';

/** Clients: whom both departments know, and one history of each. */
export function clients({ country }: { readonly country: CountryCode | undefined }): Feature {
  return {
    name: 'clients',
    actions: { ...clientActions, ...judgementActions(country) },
    commands: clientCommands(country),
    posts: { ...judgementPosts, ...importPosts },
  };
}
