import type { CountryCode } from 'libphonenumber-js';
import parsePhone from 'libphonenumber-js';
import type { Lead } from '../lead.ts';
import type { LeadFacts } from './rule.ts';

/** The one whose phone numbers come without a code, if there is one. */
export type Country = CountryCode | undefined;
type Told = Pick<Lead, 'source' | 'campaign' | 'name' | 'phone' | 'message'>;

/** What routing goes by: what the enquiry says of itself, the country of its phone, and the alphabet it is written in. */
export function factsOf(lead: Told, extra: Readonly<Record<string, unknown>>, country: Country): LeadFacts {
  const phone = lead.phone === null ? undefined : parsePhone(lead.phone, country);
  return {
    source: lead.source,
    campaign: lead.campaign,
    language: saidLanguage(extra.language) ?? writtenIn(`${lead.name} ${lead.message ?? ''}`),
    country: phone?.country ?? null,
    product: typeof extra.product === 'string' ? extra.product : null,
    amount:
      Number.isFinite(Number(extra.amount)) && extra.amount !== null && extra.amount !== ''
        ? Number(extra.amount)
        : null,
  };
}

function saidLanguage(said: unknown): string | undefined {
  return typeof said === 'string' && /^[a-z]{2}(-|_|$)/i.test(said) ? said.slice(0, 2).toLowerCase() : undefined;
}

/** Cyrillic letters mean Russian here, but for those that only Ukrainian has; of the Latin alphabet nobody can tell. */
function writtenIn(text: string): string | null {
  const cyrillic = (text.match(/\p{Script=Cyrillic}/gu) ?? []).length;
  if (cyrillic === 0 || cyrillic < (text.match(/\p{L}/gu) ?? []).length / 2) return null;
  return /[іїєґ]/i.test(text) ? 'uk' : 'ru';
}
