import { day } from '../../kernel/clock.ts';
import { nothingKnown, type Touched } from '../clearance/facts.ts';
import { capped, proposed, touched } from '../clearance/touches.ts';
import type { Values } from '../clearance/values.ts';

/** One touch of a client who is known by a name of its own. */
export type Past = Touched & { readonly client: string };

const byNumbers = [touched, proposed, capped];

/**
 * How many of the touches since a moment (epoch ms) some rules would have warned of, had somebody asked. Only what the
 * numbers decide is counted. `touches` reach back thirty days further; their order is any.
 */
export function wouldWarn(touches: readonly Past[], values: Values, since: number): number {
  let count = 0;
  for (const ofClient of Map.groupBy(touches, ({ client }) => client).values()) {
    const latestFirst = ofClient.toSorted((one, other) => other.at - one.at);
    for (const [index, { who, channel, about, at }] of latestFirst.entries()) {
      if (at < since) break;
      const before = latestFirst.slice(index + 1).filter((each) => each.at > at - 30 * day);
      const question = {
        facts: { ...nothingKnown, touches: before },
        channel,
        offer: about ?? undefined,
        actor: who.id,
        values,
      };
      if (byNumbers.some((rule) => rule({ ...question, now: at }).length > 0)) count += 1;
    }
  }
  return count;
}
