import type { CountryCode } from 'libphonenumber-js';
import { type Traits, traitsOf } from './traits.ts';

/** A normalised identifier. Equal keys mean one client, unless something speaks against it (`matching/exact-lane.ts`). */
export type Key = { readonly kind: 'email' | 'phone' | 'handle' | 'id'; readonly value: string };

/** How a client can be reached, as it was typed. */
export type Contact = {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly handle?: string | undefined;
};

/** The keys of a contact, in the order in which intake touches them; what does not read as one gives none. */
export function keysOf(contact: Contact, country: CountryCode | undefined): Key[] {
  return keysOfTraits(traitsOf(contact, country));
}

/** The same of traits. */
export function keysOfTraits({ mailbox, handle, phone }: Traits): Key[] {
  return [
    ...(mailbox ? [{ kind: 'email', value: mailbox.address } as const] : []),
    ...(handle ? [{ kind: 'handle', value: handle } as const] : []),
    ...(phone ? [{ kind: 'phone', value: phone.number } as const] : []),
  ];
}
