import type { CountryCode } from 'libphonenumber-js';
import { companySound, labelSound } from './company.ts';
import { type Mailbox, mailbox, registrableDomain } from './mailbox.ts';
import { type PersonName, personName } from './person-name.ts';
import { type PhoneNumber, phoneNumber } from './phone-number.ts';

/** What an enquiry or a list says of a person, as it was typed. */
export type Typed = {
  readonly name?: string | null | undefined;
  readonly company?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly handle?: string | null | undefined;
  readonly site?: string | null | undefined;
};

/** The same as it is compared: spellings, alphabets and formats are gone. Empty fields are left out. */
export type Traits = {
  readonly name?: PersonName;
  /** The company as it sounds. */
  readonly company?: string;
  /** The company's domain, of its site or of a mailbox that is not anybody's. */
  readonly domain?: string;
  /** The domain's name as it sounds. */
  readonly label?: string;
  readonly mailbox?: Mailbox;
  readonly phone?: PhoneNumber;
  readonly handle?: string;
};

/** So many letters of a field are compared. */
export const mostCompared = 200;

/** What is compared of what was typed; telephone numbers without a code are of the country. */
export function traitsOf(typed: Typed, country: CountryCode | undefined): Traits {
  // What is longer says nothing more of a person, and would be filed under pieces as long.
  const short = (text: string | null | undefined): string => (text ?? '').slice(0, mostCompared);
  const box = mailbox(short(typed.email));
  const domain = registrableDomain(short(typed.site)) || (box ? registrableDomain(box.domain) : '');
  return filled({
    name: personName(short(typed.name)),
    company: companySound(short(typed.company)),
    domain,
    label: labelSound(domain.split('.')[0] ?? ''),
    mailbox: box,
    phone: phoneNumber(typed.phone, country),
    handle: handle(short(typed.handle)),
  });
}

/** A messenger name without the ways of writing that it is one. */
export function handle(typed: string | null | undefined): string | undefined {
  const name = (typed ?? '')
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^(?:telegram|tg|телеграм+|тг|instagram|whatsapp|vk)(?:\s*[:\-–—]\s*|\s+(?=@|http|t\.me))/, '')
    .replace(/^(?:https?:\/\/)?(?:www\.)?(?:t\.me|telegram\.me|instagram\.com|vk\.com|wa\.me)\//, '')
    .replace(/^@/, '')
    .replace(/[/?].*$/, '');
  return /[\p{L}\p{N}]/u.test(name) && name.length <= 100 ? name : undefined;
}

function filled(fields: { [Name in keyof Traits]: Traits[Name] | undefined }): Traits {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));
}
