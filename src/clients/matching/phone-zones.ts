import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

const known = new Map<string, readonly string[]>();

/** In the runtime since Node 18; the types of the language do not have it yet. */
type WithZones = { getTimeZones?(): string[] };

/** The zones (IANA) of the country of a number (E.164); none where it says no country, as satellite numbers do. */
export function zonesOfPhone(number: string): readonly string[] {
  const country = parsePhoneNumberFromString(number)?.country;
  if (country === undefined) return [];
  const zones = known.get(country) ?? (new Intl.Locale('und', { region: country }) as WithZones).getTimeZones?.() ?? [];
  known.set(country, zones);
  return zones;
}
