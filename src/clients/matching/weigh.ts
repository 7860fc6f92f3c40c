import type { Compared } from './compare.ts';

/** Why two records may be of one person, or not; a language says it in words. */
export type Evidence =
  | 'name'
  | 'name-close'
  | 'name-initial'
  | 'company'
  | 'company-close'
  | 'domain'
  | 'mailbox'
  | 'mailbox-close'
  | 'phone'
  | 'phone-close'
  | 'handle';

/** In bits (log2 of a likelihood ratio); fitted on the development set of docs/matching.md, and rounded. */
const bits = {
  first: { same: 1.8, close: -1.5, near: 1.3, start: 1.3, initial: -2.4, none: -2, differ: -3 },
  last: { same: 4.3, close: -1.3, near: -4.3, start: -4.3, initial: 0, none: -4, differ: -3.7 },
  patronymic: { agree: 0.1, differ: -4.3, none: 0 },
  genders: { differ: -2.1, none: 0 },
  account: { domain: 1.8, company: 4.5, alike: 3.5, near: 1.3, none: -5.2, differ: -8 },
  mailbox: { same: -0.1, slip: 3.8, local: -1.5, none: -3.5, differ: -2.4 },
  phone: { same: 0.7, slip: 5.1, none: -2.2, differ: -6 },
  handle: { same: 3, none: -1.3, differ: -2.5 },
} as const;
const bias = -3.8;
/** How much a bit of rarity of the surname weighs, where the names agree. */
const rarity = 0.9;
/** The set on which the weights were fitted; in a larger one more people agree by chance. */
const fittedOn = 20_000;

/**
 * How much speaks for one person behind two records, in bits above the line from which it is worth asking.
 * `namesakes` is how many records have the rarest word of the name, `among` how many records there are.
 */
export function weigh(compared: Compared, namesakes: number, among: number): number {
  const { name, account, mailbox, phone, handle } = compared;
  const size = Math.max(among, fittedOn);
  const contact = bits.account[account] + bits.mailbox[mailbox] + bits.phone[phone] + bits.handle[handle];
  if (!name) return bias + contact - Math.log2(size / fittedOn);
  const named =
    bits.first[name.first] + bits.last[name.last] + bits.patronymic[name.patronymic] + bits.genders[name.genders];
  const rare = agrees(name) ? rarity * Math.log2(size / (namesakes + 1)) : 0;
  return bias + contact + named + rare - Math.log2(size / fittedOn);
}

function agrees({ first, last }: NonNullable<Compared['name']>): boolean {
  return ['same', 'close', 'near'].includes(last) && ['same', 'close', 'initial'].includes(first);
}

/** What speaks for it, the strongest first. */
export function evidenceOf({ name, account, mailbox, phone, handle }: Compared): Evidence[] {
  const found: (Evidence | false)[] = [
    phone === 'same' && 'phone',
    mailbox === 'same' && 'mailbox',
    handle === 'same' && 'handle',
    name?.last === 'same' && name.first === 'same' && 'name',
    phone === 'slip' && 'phone-close',
    (mailbox === 'slip' || mailbox === 'local') && 'mailbox-close',
    account === 'domain' && 'domain',
    account === 'company' && 'company',
    (account === 'alike' || account === 'near') && 'company-close',
    name?.first === 'initial' && name.last !== 'differ' && 'name-initial',
    name !== undefined && isClose(name) && 'name-close',
  ];
  return found.filter((each) => each !== false);
}

function isClose({ first, last }: NonNullable<Compared['name']>): boolean {
  const known = ['same', 'close', 'near', 'start'];
  return known.includes(first) && known.includes(last) && !(first === 'same' && last === 'same');
}
