import { distance as levenshtein } from 'fastest-levenshtein';
import { compareNames, type NamesCompared } from './compare-names.ts';
import { meantDomain } from './mailbox.ts';
import { slips } from './slips.ts';
import type { Traits } from './traits.ts';

/** How far the contact data of two records agree; `none` where one of them has no such thing. */
export type Compared = {
  readonly name: NamesCompared | undefined;
  readonly account: 'domain' | 'company' | 'alike' | 'near' | 'differ' | 'none';
  readonly mailbox: 'same' | 'slip' | 'local' | 'none' | 'differ';
  readonly phone: 'same' | 'slip' | 'none' | 'differ';
  readonly handle: 'same' | 'none' | 'differ';
};

/** Compares two records trait by trait. */
export function compareTraits(one: Traits, other: Traits): Compared {
  return {
    name: one.name && other.name ? compareNames(one.name, other.name) : undefined,
    account: compareAccounts(one, other),
    mailbox: compareMailboxes(one, other),
    phone: comparePhones(one, other),
    handle: one.handle && other.handle ? (one.handle === other.handle ? 'same' : 'differ') : 'none',
  };
}

function compareAccounts(one: Traits, other: Traits): Compared['account'] {
  if (one.domain && one.domain === other.domain) return 'domain';
  const [mine, theirs] = [soundsOf(one), soundsOf(other)];
  if (mine.length === 0 || theirs.length === 0) return 'none';
  let best = 0;
  for (const each of mine) for (const their of theirs) best = Math.max(best, likeness(each, their));
  if (best === 1) return 'company';
  return best >= 0.85 ? 'alike' : best >= 0.7 ? 'near' : 'differ';
}

function soundsOf({ company, label }: Traits): string[] {
  return [company, label].filter((sound) => sound !== undefined);
}

/** From 0 to 1: one less the share of letters that differ. */
function likeness(one: string, other: string): number {
  if (one === other) return 1;
  const length = Math.max(one.length, other.length);
  // What stands before or behind a name may be a form that nobody has listed, or where the company is.
  const short = Math.min(one.length, other.length);
  if (short >= 6 && (one.startsWith(other) || other.startsWith(one) || one.endsWith(other) || other.endsWith(one)))
    return 0.85;
  return 1 - levenshtein(one, other) / length;
}

function compareMailboxes({ mailbox: one }: Traits, { mailbox: other }: Traits): Compared['mailbox'] {
  if (!one || !other) return 'none';
  if (one.address === other.address) return 'same';
  if (one.role || other.role) return 'none';
  const [mine, theirs] = [meantDomain(one.domain), meantDomain(other.domain)];
  if (mine === theirs && Math.min(one.local.length, other.local.length) >= 4 && slips(one.local, other.local) <= 1)
    return 'slip';
  if (one.local === other.local && (mine === theirs || slips(mine, theirs) <= 1)) return 'slip';
  if (one.local === other.local && one.local.length >= 6) return 'local';
  return one.free && other.free ? 'differ' : 'none';
}

function comparePhones({ phone: one }: Traits, { phone: other }: Traits): Compared['phone'] {
  if (!one || !other) return 'none';
  if (one.number === other.number) return 'same';
  return slips(one.number, other.number) <= 1 ? 'slip' : 'differ';
}
