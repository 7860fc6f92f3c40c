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

function toWhy({ code, light, who, at, channel, about, lead, count, on, until }: Reason): Why {
  return {
    code,
    light,
    who: who.name,
    at,
    ...(channel === undefined ? {} : { channel }),
    ...(about ? { about } : {}),
    ...(lead === undefined ? {} : { lead }),
    ...(count === undefined ? {} : { count }),
    ...(on === undefined ? {} : { on }),
    ...(until === undefined ? {} : { until }),
  };
}

/** What somebody who was asked about a client said. */
export type Said = { readonly person: string; readonly answer: 'keep' | 'drop' | undefined };

/**
 * What those who have a client say together, as things stand: whoever would leave them out prevails, even if they have
 * the client no more; a yes counts only of whoever still has them, and whoever was not asked has not answered.
 */
export function answered(
  said: readonly Said[],
  owners: readonly string[],
  silence: 'keep' | 'drop',
): { readonly verdict: 'keep' | 'drop'; readonly code?: 'left-out' | 'let-go' | 'silent'; readonly person?: string } {
  const against = said.find(({ answer }) => answer === 'drop');
  if (against) return { verdict: 'drop', code: 'left-out', person: against.person };
  const agrees = (person: string): boolean => said.some((each) => each.person === person && each.answer === 'keep');
  const silent = owners.find((owner) => !agrees(owner));
  if (silent !== undefined) return { verdict: silence, code: 'silent', person: silent };
  const [first] = owners;
  return first === undefined ? { verdict: 'keep' } : { verdict: 'keep', code: 'let-go', person: first };
}
