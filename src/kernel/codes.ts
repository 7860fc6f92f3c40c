const names = {
  language: new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }),
  region: new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }),
};

/** Whether a text is the code of a language (ISO 639-1, `ru`), in whatever case. */
export function isLanguage(code: string): boolean {
  return /^[a-z]{2}$/i.test(code) && names.language.of(code.toLowerCase()) !== undefined;
}

/** Whether a text is the code of a country (ISO 3166-1, `DE`), in whatever case. */
export function isCountry(code: string): boolean {
  return /^[a-z]{2}$/i.test(code) && names.region.of(code.toUpperCase()) !== undefined;
}
