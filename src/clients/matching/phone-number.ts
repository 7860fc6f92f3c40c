import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** A telephone number: E.164 without the extension, and the extension. */
export type PhoneNumber = { readonly number: string; readonly extension: string };

const extension = /(?:[,;\s]*(?:доб(?:авочный)?|вн(?:утр)?|ext(?:ension)?|x|durchwahl|dw|#)[.:\s]*)(\d{1,6})\D*$/iu;

/**
 * Reads a number as people type it, with words around it; one without a country code is of the default country.
 * Undefined for what cannot be one: it joins nobody.
 */
export function phoneNumber(
  typed: string | null | undefined,
  country: CountryCode | undefined,
): PhoneNumber | undefined {
  const text = (typed ?? '').normalize('NFKC').trim();
  if (text === '' || text.length > 100) return undefined;
  const inside = extension.exec(text);
  const bare = (inside ? text.slice(0, inside.index) : text)
    .replace(/\(0\)/, '')
    .replace(/[^\d+()\-.\s]/g, ' ')
    .trim();
  const options = { ...(country ? { defaultCountry: country } : {}), extract: false };
  const international = bare.replace(/^00(?=[1-9])/, '+');
  const read = [international, `+${international.replace(/\D/g, '')}`]
    .map((each) => parsePhoneNumberFromString(each, options))
    .find((number) => number?.isValid());
  const possible = read ?? parsePhoneNumberFromString(bare, options);
  if (!possible?.isPossible()) return undefined;
  return { number: possible.number, extension: inside?.[1] ?? possible.ext ?? '' };
}
