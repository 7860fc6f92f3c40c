import { type CountryCode, isSupportedCountry } from 'libphonenumber-js';

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** Whether a text is the code of a language (ISO 639-1, `ru`), in whatever case; none that is written another way today. */
export function isLanguage(code: string): boolean {
  if (!/^[a-z]{2}$/i.test(code)) return false;
  const [canonical] = Intl.getCanonicalLocales(code);
  return canonical === code.toLowerCase() && languages.of(code) !== undefined;
}

/** Whether a text is the code of a country that has phone numbers (ISO 3166-1, `DE`), in whatever case. */
export function isCountry(code: string): boolean {
  return isSupportedCountry(code.toUpperCase() as CountryCode);
}
