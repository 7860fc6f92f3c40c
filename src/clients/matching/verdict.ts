import { compareTraits } from './compare.ts';
import type { Exact, Guard, Hit } from './exact-lane.ts';
import type { Traits } from './traits.ts';
import { type Evidence, evidenceOf, weigh } from './weigh.ts';

/** A client that it may be: how much speaks for it, in bits, and what. */
export type Candidate = {
  readonly client: string;
  readonly bits: number;
  readonly evidence: readonly Evidence[];
  readonly guard?: Guard;
};

/** Who a record is of: a client for sure; perhaps one of some; somebody of a known company; nobody known. */
export type Verdict =
  | { readonly verdict: 'same'; readonly client: string; readonly account: string | null }
  | { readonly verdict: 'possible'; readonly candidates: readonly Candidate[]; readonly account: string | null }
  | { readonly verdict: 'account'; readonly account: string }
  | { readonly verdict: 'new' };

/** Everything that the verdict rests on. */
export type Known = {
  readonly exact: Exact;
  /** What the exact keys led to. */
  readonly hits: readonly Hit[];
  /** Clients with a record that resembles the one that asks. */
  readonly near: readonly Candidate[];
  readonly account: string | null;
};

/** More than so many are not asked about. */
export const mostCandidates = 3;

/** Decides who a record is of. Only exact keys say `same`; likeness never does more than ask. */
export function decide(known: Known): Verdict {
  const { account, exact } = known;
  if (exact.same) return { verdict: 'same', client: exact.same.client, account };
  const candidates = bestOfEach(known.near);
  const compared = known.hits.flatMap(({ holders }) => holders);
  for (const { client, guard } of worthAsking(exact.guarded, account)) {
    if (candidates.some((candidate) => candidate.client === client)) continue;
    const holder = compared.find((each) => each.client === client);
    candidates.push({ client, bits: -1, evidence: holder ? evidenceOf(holder.compared) : [], guard });
  }
  const best = candidates.toSorted((one, other) => other.bits - one.bits).slice(0, mostCandidates);
  if (best.length > 0) return { verdict: 'possible', candidates: best, account };
  return account === null ? { verdict: 'new' } : { verdict: 'account', account };
}

/** The guarded clients who are asked about: a number that a whole office shares says where somebody works, not who. */
export function worthAsking(guarded: Exact['guarded'], account: string | null): Exact['guarded'] {
  return account === null ? guarded : guarded.filter(({ guard }) => guard !== 'shared');
}

/**
 * Which of some records are likely enough to be asked about. `namesakes` is how many records have the rarest word of
 * the name, `among` how many records there are.
 */
export function weighAll(
  traits: Traits,
  records: readonly { readonly client: string; readonly traits: Traits }[],
  { namesakes, among }: { readonly namesakes: number; readonly among: number },
): Candidate[] {
  return records.flatMap(({ client, traits: theirs }) => {
    const compared = compareTraits(traits, theirs);
    const bits = weigh(compared, namesakes, among);
    return bits < 0 ? [] : [{ client, bits, evidence: evidenceOf(compared) }];
  });
}

function bestOfEach(near: readonly Candidate[]): Candidate[] {
  const best = new Map<string, Candidate>();
  for (const candidate of near)
    if (candidate.bits > (best.get(candidate.client)?.bits ?? -1)) best.set(candidate.client, candidate);
  return [...best.values()];
}
