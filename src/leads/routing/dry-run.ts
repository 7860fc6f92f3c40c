import { decide, type Question } from './decide.ts';
import type { Routing } from './rule.ts';

/** A decision as it was made, with everything it was made of. */
export type Made = { readonly asked: Question; readonly chosen: string | null; readonly outcome: string };

/** How many leads everybody got, or would have; `open` to whoever came first, `waits` for somebody. */
export type Shares = {
  readonly by: ReadonlyMap<string, number>;
  readonly open: number;
  readonly waits: number;
};

/** What was decided in a while, as it was. */
export function sharesOf(made: readonly Made[]): Shares {
  return counted(made.map(({ chosen, outcome }) => ({ chosen, outcome })));
}

/**
 * What other rules would have decided of the same leads, with the same people there and as many leads as they had: whose
 * turn it is goes on from one lead to the next, as it would have.
 */
export function wouldShare(made: readonly Made[], routing: Routing): Shares {
  const credits = new Map<string, number>();
  const decided = made.map(({ asked }) => {
    const people = asked.people.map((each) => ({ ...each, credit: credits.get(each.id) ?? 0 }));
    const decision = decide(routing, { ...asked, people });
    for (const [id, credit] of Object.entries(decision.credits)) credits.set(id, credit);
    return decision;
  });
  return counted(decided);
}

function counted(decided: readonly { readonly chosen: string | null; readonly outcome: string }[]): Shares {
  const by = new Map<string, number>();
  const of = (...outcomes: string[]): number => decided.filter(({ outcome }) => outcomes.includes(outcome)).length;
  for (const { chosen, outcome } of decided)
    if (chosen !== null && (outcome === 'turn' || outcome === 'owner')) by.set(chosen, (by.get(chosen) ?? 0) + 1);
  return { by, open: of('open'), waits: of('queue', 'nobody') };
}
