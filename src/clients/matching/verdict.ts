import { compareTraits } from './compare.ts';
import { type Guard, type Hit, readHits } from './exact-lane.ts';
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
  readonly hits: readonly Hit[];
  /** Records worth a comparison, and how many have the rarest word of the name. */
  readonly near: readonly { readonly client: string; readonly traits: Traits }[];
  readonly namesakes: number;
  /** How many records there are. */
  readonly among: number;
  readonly account: string | null;
  /** Clients of whom somebody has said that it is not them. */
  readonly different: ReadonlySet<string>;
};

const mostCandidates = 3;

/** Decides who a record is of. Only exact keys say `same`; likeness never does more than ask. */
export function decide(traits: Traits, known: Known): Verdict {
  const { account } = known;
  const exact = readHits(known.hits, known.different);
  if (exact.same !== undefined) return { verdict: 'same', client: exact.same, account };
  const candidates = weighAll(traits, known).filter(({ bits }) => bits >= 0);
  const compared = known.hits.flatMap(({ holders }) => holders);
  for (const { client, guard } of exact.guarded) {
    if (candidates.some((candidate) => candidate.client === client)) continue;
    // A number that a whole office shares says where somebody works, not who they are.
    if (guard === 'shared' && account !== null) continue;
    const holder = compared.find((each) => each.client === client);
    candidates.push({ client, bits: -1, evidence: holder ? evidenceOf(holder.compared) : [], guard });
  }
  const best = candidates.toSorted((one, other) => other.bits - one.bits).slice(0, mostCandidates);
  if (best.length > 0) return { verdict: 'possible', candidates: best, account };
  return account === null ? { verdict: 'new' } : { verdict: 'account', account };
}

function weighAll(traits: Traits, { near, namesakes, among, different }: Known): Candidate[] {
  const best = new Map<string, Candidate>();
  for (const { client, traits: theirs } of near) {
    if (different.has(client)) continue;
    const compared = compareTraits(traits, theirs);
    const bits = weigh(compared, namesakes, among);
    if (bits > (best.get(client)?.bits ?? Number.NEGATIVE_INFINITY))
      best.set(client, { client, bits, evidence: evidenceOf(compared) });
  }
  return [...best.values()];
}
