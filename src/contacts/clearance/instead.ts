import { type Announced, announced } from '../channels.ts';
import { isColleague, type Named } from './facts.ts';
import type { Light, Question, Reason } from './rule.ts';

/** What to do instead: ask whoever knows better, take another way that is free, or wait until a moment (epoch ms). */
export type Instead =
  | { readonly do: 'ask'; readonly who: Named }
  | { readonly do: 'other'; readonly channel: Announced }
  | { readonly do: 'wait'; readonly until: number };

/** Reasons behind which stands somebody who can say whether this fits. */
const askable: readonly Reason['code'][] = [
  'reserved',
  'touched',
  'agreed',
  'held',
  'negotiating',
  'double',
  'same-offer',
  'same-family',
  'stopped',
  'stopped-here',
];

/** At most one of each, in the order in which one would try them; a program cannot be asked. */
export function insteadOf(
  { channel, actor }: Question,
  reasons: readonly Reason[],
  earliest: number | undefined,
  lightOf: (channel: Announced) => Light,
): Instead[] {
  if (reasons.length === 0) return [];
  const colleague = reasons.find(
    ({ code, who }) => askable.includes(code) && isColleague(who) && who.id !== actor,
  )?.who;
  // Nobody mails one client in place of a list, and a stop of every kind leaves no other way.
  const others = channel === 'mailing' ? [] : announced.filter((each) => each !== channel && lightOf(each) === 'green');
  return [
    ...(colleague ? [{ do: 'ask', who: colleague } as const] : []),
    ...others.slice(0, 1).map((each) => ({ do: 'other', channel: each }) as const),
    ...(earliest === undefined ? [] : [{ do: 'wait', until: earliest } as const]),
  ];
}
