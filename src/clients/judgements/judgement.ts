import type { Guard } from '../matching/exact-lane.ts';
import type { Evidence } from '../matching/weigh.ts';

/** What is said of two clients: likeness or a guarded key asks whether they are one, and people say so or not. */
export type Judgement = {
  readonly id: string;
  /** The two, the smaller id first. */
  readonly pair: Pair;
  readonly verdict: 'possible' | 'same' | 'different';
  readonly why: Why;
  /** A person's id or `baton`. */
  readonly actor: string;
  /** Epoch ms. */
  readonly at: number;
};

export type Pair = readonly [one: string, other: string];
export type Why = { readonly evidence: readonly Evidence[]; readonly guard?: Guard | undefined };

/** More records than this in one client are a chain of mistakes, until somebody says that they are not. */
export const mostInOne = 8;

/** The two in the order in which they are kept. */
export function pairOf(one: string, other: string): Pair {
  return one < other ? [one, other] : [other, one];
}

/** Whether one of a pair is among some clients and the other among some others. */
export function crosses([one, other]: Pair, mine: readonly string[], theirs: readonly string[]): boolean {
  return (mine.includes(one) && theirs.includes(other)) || (mine.includes(other) && theirs.includes(one));
}

/** The subject under which posts show a question about two clients. */
export function questionSubject(id: string): string {
  return `same-person:${id}`;
}

type Member = { readonly id: string; readonly createdAt: number };

/**
 * Which root each of some clients has when `pairs` are one person: the oldest of everything that hangs together,
 * and of two as old the one with the smaller id.
 */
export function rootsOf(members: readonly Member[], pairs: readonly Pair[]): Map<string, string> {
  const roots = new Map<string, string>();
  const oldest = members.toSorted((one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1));
  for (const { id } of oldest) {
    if (roots.has(id)) continue;
    const found = [id];
    for (const each of found) {
      if (roots.has(each)) continue;
      roots.set(each, id);
      for (const [one, other] of pairs) {
        if (one === each) found.push(other);
        if (other === each) found.push(one);
      }
    }
  }
  return roots;
}
