import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';

/** A normalised identifier: two enquiries with an equal key are of one client. */
export type Key = { readonly kind: 'email' | 'phone' | 'handle'; readonly value: string };

/** How a client can be reached, as it was typed. */
export type Contact = {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly handle?: string | undefined;
};

/** The keys of a contact, in the order in which intake touches them; what does not read as one gives none. */
export function keysOf(contact: Contact, country: CountryCode | undefined): Key[] {
  const values = { email: email(contact.email), handle: handle(contact.handle), phone: phone(contact.phone, country) };
  return Object.entries(values).flatMap(([kind, value]) => (value ? [{ kind: kind as Key['kind'], value }] : []));
}

function email(typed: string | undefined): string | undefined {
  const address = typed?.trim().toLowerCase();
  return address !== undefined && address.length <= 320 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)
    ? address
    : undefined;
}

/** E.164; a number without a country code is read as one of the default country. What cannot be one joins nobody. */
function phone(typed: string | undefined, country: CountryCode | undefined): string | undefined {
  if (typed === undefined || typed.length > 100) return undefined;
  const read = parsePhoneNumberFromString(typed, { ...(country ? { defaultCountry: country } : {}), extract: false });
  return read?.isPossible() ? read.number : undefined;
}

function handle(typed: string | undefined): string | undefined {
  const name = typed?.trim().toLowerCase().replace(/^@/, '');
  return name !== undefined && /[\p{L}\p{N}]/u.test(name) && name.length <= 100 ? name : undefined;
}
