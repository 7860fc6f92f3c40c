import { double, held, negotiating, reserved, stopped } from './people.ts';
import { quiet } from './quiet.ts';
import type { Light, Question, Reason, Rule } from './rule.ts';
import { capped, outdated, proposed, proposedThere, touched, unasked } from './touches.ts';

/** The answer to "may I contact them?". `earliest` is when nothing but standing reasons would speak against it. */
export type Clearance = {
  readonly light: Light;
  readonly reasons: readonly Reason[];
  readonly earliest: number | undefined;
};

/** Every rule, in the order in which its reasons are read. */
export const rules: readonly Rule[] = [
  stopped,
  reserved,
  touched,
  proposed,
  capped,
  negotiating,
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
  const reasons = rules.flatMap((rule) => rule(question));
  const ends = reasons.flatMap(({ until }) => until ?? []);
  return {
    light: reasons.some(({ light }) => light === 'red') ? 'red' : reasons.length > 0 ? 'amber' : 'green',
    reasons,
    earliest: ends.length > 0 ? Math.max(...ends) : undefined,
  };
}
