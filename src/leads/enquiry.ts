import type { CountryCode } from 'libphonenumber-js';
import { z } from 'zod';
import { keysOf } from '../clients/matching/keys.ts';
import { safeText } from '../kernel/safe-text.ts';

/** No field of a form is longer; the body has a limit of its own. */
const mostCharacters = 20_000;

const field = safeText(mostCharacters)
  .nullish()
  .transform((value) => (value?.trim() ? value : undefined));

/**
 * An enquiry as a source sends it: at least one way to reach the client that reads as one (`email`, `phone`,
 * `handle`); the known fields as they came; fields we do not know are kept.
 */
export function enquirySchema(country: CountryCode | undefined) {
  return z
    .looseObject({
      name: field,
      company: field,
      email: field,
      phone: field,
      handle: field,
      message: field,
      source: field,
      campaign: field,
    })
    .refine((enquiry) => keysOf(enquiry, country).length > 0, {
      path: ['email'],
      error: 'give at least one of email, phone or handle, in a form that can be used',
    });
}

/** The fields we know; everything else an enquiry brings is kept as `extra`. */
export type Enquiry = Partial<Record<(typeof known)[number], string | undefined>> & {
  readonly [field: string]: unknown;
};

const known = ['name', 'company', 'email', 'phone', 'handle', 'message', 'source', 'campaign'] as const;

/** What an enquiry brings beside the fields we know, as JSON. */
export function extraOf(enquiry: Enquiry): string | null {
  const extra = Object.entries(enquiry).filter(([name]) => !(known as readonly string[]).includes(name));
  return extra.length > 0 ? JSON.stringify(Object.fromEntries(extra)) : null;
}
