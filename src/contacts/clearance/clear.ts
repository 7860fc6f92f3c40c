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
  const { light, reasons } = weigh(question);
  const ends = reasons.flatMap(({ until }) => until ?? []);
  const earliest = ends.length > 0 ? Math.max(...ends) : undefined;
  const instead = insteadOf(question, reasons, earliest, (channel) => weigh({ ...question, channel }).light);
  return { light, reasons, earliest, instead };
}

function weigh(question: Question): { light: Light; reasons: Reason[] } {
  const reasons = rules.flatMap((rule) => rule(question));
  const light = reasons.some((reason) => reason.light === 'red') ? 'red' : reasons.length > 0 ? 'amber' : 'green';
  return { light, reasons };
}
