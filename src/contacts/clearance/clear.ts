import { type Instead, insteadOf } from './instead.ts';
import { agreed, double, held, negotiating, reserved, stopped } from './people.ts';
import { quiet } from './quiet.ts';
import type { Light, Question, Reason, Rule } from './rule.ts';
import { capped, outdated, proposed, proposedThere, touched, unasked } from './touches.ts';

/**
 * The answer to "may I contact them?". `earliest` is when nothing but standing reasons would speak against it; `instead`
 * is what to do meanwhile.
 */
export type Clearance = {
  readonly light: Light;
  readonly reasons: readonly Reason[];
  readonly earliest: number | undefined;
  readonly instead: readonly Instead[];
};

/** Every rule, in the order in which its reasons are read. */
export const rules: readonly Rule[] = [
  stopped,
  reserved,
  touched,
  proposed,
  capped,
  negotiating,
  agreed,
  held,
  double,
  proposedThere,
  unasked,
  outdated,
  quiet,
];

/**
 * May this actor contact this client now? Red if any rule says so, amber if any has something against it. One's own
 * touches and leads speak against nothing but the cap, and a mailing.
 */
export function clear(question: Question): Clearance {
  const reasons = weigh(question);
  const earliest = earliestOf(question, reasons);
  const instead = insteadOf(question, reasons, earliest, (channel) => lightOf(weigh({ ...question, channel })));
  return { light: lightOf(reasons), reasons, earliest, instead };
}

/** The worst of some reasons. */
export function lightOf(reasons: readonly Reason[]): Light {
  return reasons.some(({ light }) => light === 'red') ? 'red' : reasons.length > 0 ? 'amber' : 'green';
}

function weigh(question: Question): Reason[] {
  return rules.flatMap((rule) => rule(question));
}

/** One reason may hide another, and a cool-off may end at night: what the end of one leads to is looked at again. */
const mostLooks = 8;

function earliestOf(question: Question, first: readonly Reason[]): number | undefined {
  let [reasons, at] = [first, undefined as number | undefined];
  for (let look = 0; look < mostLooks; look += 1) {
    const ends = reasons.flatMap(({ until }) => until ?? []);
    if (ends.length === 0) return at;
    at = Math.max(...ends);
    reasons = weigh({ ...question, now: at });
  }
  return at;
}
