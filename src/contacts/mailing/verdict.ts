import type { Clearance } from '../clearance/clear.ts';
import type { Reason } from '../clearance/rule.ts';
import type { Verdict, Why } from './check.ts';

/** What a clearance means for a line of a mailing, why, and whom (person ids) to ask. */
export type Judged = { readonly verdict: Verdict; readonly why: readonly Why[]; readonly owners: readonly string[] };

/** Somebody has the client, or somebody whom the client may be: they know whether a mailing fits. */
const theirs: readonly Reason['code'][] = ['held', 'double', 'negotiating', 'agreed'];

/** Red is left out, whoever has the client is asked over amber, and everything else may be mailed. */
export function judge({ light, reasons }: Clearance): Judged {
  const sorted = reasons.toSorted((one, other) => Number(other.light === 'red') - Number(one.light === 'red'));
  const why = sorted.map(toWhy);
  const owners = [...new Set(reasons.flatMap(({ code, who }) => (theirs.includes(code) ? who.id : [])))];
  if (light === 'red') return { verdict: 'drop', why, owners: [] };
  return owners.length > 0 ? { verdict: 'ask', why, owners } : { verdict: 'keep', why, owners };
}

/** What is worse of two: a line that may be either of two clients is treated as the more delicate one. */
export function worse(one: Judged, other: Judged): Judged {
  const rank = { keep: 0, ask: 1, drop: 2 };
  return rank[other.verdict] > rank[one.verdict] ? other : one;
}

function toWhy({ code, light, who, at, channel, about, lead, count, until }: Reason): Why {
  return {
    code,
    light,
    who: who.name,
    at,
    ...(channel === undefined ? {} : { channel }),
    ...(about ? { about } : {}),
    ...(lead === undefined ? {} : { lead }),
    ...(count === undefined ? {} : { count }),
    ...(until === undefined ? {} : { until }),
  };
}

/** What those who were asked about a client say together: whoever would leave them out prevails. */
export function answered(
  asks: readonly { readonly who: string; readonly answer: 'keep' | 'drop' | undefined }[],
  silence: 'keep' | 'drop',
): { readonly verdict: 'keep' | 'drop'; readonly why: Why | undefined } {
  const against = asks.find(({ answer }) => answer === 'drop');
  if (against) return { verdict: 'drop', why: { code: 'left-out', who: against.who } };
  const silent = asks.find(({ answer }) => answer === undefined);
  if (silent) return { verdict: silence, why: { code: 'silent', who: silent.who } };
  const [kind] = asks;
  return { verdict: 'keep', why: kind && { code: 'let-go', who: kind.who } };
}
