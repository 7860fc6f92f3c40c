import type { Compared } from './compare.ts';
import type { NamesCompared } from './compare-names.ts';

/** A record of a client that an exact key leads to, and how it compares with the one that asks. */
export type Holder = {
  /** The client as it is known now, and which of those who were merged into it came with the key. */
  readonly client: string;
  readonly member: string;
  readonly compared: Compared;
  readonly extension: 'differ' | 'none';
  /** Whether the record says just what the one that asks says. */
  readonly identical: boolean;
};

/** The holders of one key of the record that asks. */
export type Hit = {
  readonly kind: 'email' | 'phone' | 'handle' | 'id';
  /** Many people share it: a mailbox of a role, the number of a reception. */
  readonly shared: boolean;
  /** Nobody has said within a year that it is still theirs. */
  readonly stale: boolean;
  readonly holders: readonly Holder[];
};

/** Why an equal key does not make two records one person's. */
export type Guard = 'shared' | 'several' | 'name' | 'stale' | 'two';

/** Who the keys say it is, if they say it; and clients who are worth asking about, and why. */
export type Exact = {
  readonly same: Holder | undefined;
  /** Whether an address or an id leads to them and to nobody else. */
  readonly alone: boolean;
  readonly guarded: readonly { readonly client: string; readonly guard: Guard }[];
};

type Sure = { readonly holders: readonly Holder[]; readonly hits: number; readonly alone: boolean };

/**
 * Reads the hits of exact keys under their guards (docs/matching.md): a shared key, a key of several people, a name
 * that contradicts, a number not heard of for a year, two people at once. Of several whose whole name agrees it is
 * the oldest.
 */
export function readHits(hits: readonly Hit[]): Exact {
  const sure = new Map<string, Sure>();
  const guarded = new Map<string, Guard>();
  for (const hit of hits) {
    const verdict = readHit(hit);
    if ('guard' in verdict)
      for (const { client } of hit.holders) guarded.set(client, guarded.get(client) ?? verdict.guard);
    else
      for (const [client, holders, only] of clientsIn(verdict.sure)) {
        const known = sure.get(client) ?? { holders: [], hits: 0, alone: false };
        const alone = known.alone || (only && hit.kind !== 'phone' && !hit.shared);
        sure.set(client, { holders: [...known.holders, ...holders], hits: known.hits + 1, alone });
      }
  }
  const same = best(sure);
  if (same) guarded.clear();
  for (const client of sure.keys()) if (client !== same?.client) guarded.set(client, 'two');
  const alone = same !== undefined && sure.get(same.client)?.alone === true;
  return { same, alone, guarded: [...guarded].map(([client, guard]) => ({ client, guard })) };
}

/** The clients of some holders, each with its own, and whether it is the only one. */
function clientsIn(holders: readonly Holder[]): [client: string, mine: Holder[], only: boolean][] {
  const clients = Map.groupBy(holders, ({ client }) => client);
  return [...clients].map(([client, mine]) => [client, mine, clients.size === 1]);
}

/** One client is the one; of several the one whose name agrees by most keys, then by an address, then the oldest. */
function best(sure: ReadonlyMap<string, Sure>): Holder | undefined {
  const named = [...sure].filter(([, { holders }]) => holders.some((holder) => holder.identical || agrees(holder)));
  // Ids are in the order of time.
  const ranked = named.toSorted(
    ([a, one], [b, other]) => other.hits - one.hits || Number(other.alone) - Number(one.alone) || (a < b ? -1 : 1),
  );
  const holders = (sure.size === 1 ? [...sure] : ranked)[0]?.[1].holders ?? [];
  return holders.find(({ identical }) => identical) ?? holders.find(agrees) ?? holders[0];
}

function readHit({ kind, shared, stale, holders }: Hit): { sure: readonly Holder[] } | { guard: Guard } {
  if (kind === 'id') return holders.some(isAnother) && !holders.some(vouches) ? { guard: 'name' } : { sure: holders };
  // Whoever sends the same form again is whoever sent it before, behind whatever mailbox.
  const again = holders.filter(({ identical }) => identical);
  if (again.length > 0) return { sure: again };
  const agreeing = holders.filter(agrees);
  if (agreeing.length > 0) return { sure: agreeing };
  if (shared && holders.length > 0) return { guard: 'shared' };
  if (holders.some(({ client }) => client !== holders[0]?.client)) return { guard: 'several' };
  const standing = holders.map((holder) => nameOf(holder, kind === 'phone'));
  if (standing.includes('agrees')) return { sure: holders };
  if (standing.includes('contradicts')) return { guard: 'name' };
  return stale ? { guard: 'stale' } : { sure: holders };
}

/** A system's own id is wrong only where everything else is another person's too. */
function isAnother({ compared: { name, mailbox, phone, handle } }: Holder): boolean {
  return name !== undefined && contradicts(name) && [mailbox, phone, handle].includes('differ');
}

function vouches(holder: Holder): boolean {
  const { mailbox, phone, handle } = holder.compared;
  return [mailbox, phone, handle].includes('same') || nameOf(holder, false) === 'agrees';
}

/** The whole name agrees: enough to single one out of several people on one key. */
function agrees({ compared: { name }, extension }: Holder): boolean {
  if (!name || extension === 'differ' || contradicts(name)) return false;
  return ['same', 'close'].includes(name.last) && ['same', 'close', 'initial'].includes(name.first);
}

/** A number goes to another person when one part of the name is another; a mailbox only when all of it is. */
function nameOf({ compared: { name }, extension }: Holder, strict: boolean): 'agrees' | 'unknown' | 'contradicts' {
  if (extension === 'differ') return 'contradicts';
  if (!name) return 'unknown';
  if (contradicts(name)) return 'contradicts';
  // Anke and Andreas have two letters in common, and may have one telephone.
  if (strict && (['differ', 'start'].includes(name.first) || ['differ', 'near'].includes(name.last)))
    return 'contradicts';
  return name.first === 'none' && name.last === 'none' ? 'unknown' : 'agrees';
}

function contradicts({ first, last, patronymic, genders }: NamesCompared): boolean {
  return genders === 'differ' || patronymic === 'differ' || (first === 'differ' && last === 'differ');
}
