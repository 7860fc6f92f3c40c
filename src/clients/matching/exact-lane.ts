import type { Compared } from './compare.ts';
import type { NamesCompared } from './compare-names.ts';

/** A client that an exact key leads to, and how the record on that key compares with the one that asks. */
export type Holder = {
  readonly client: string;
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

/** Who the keys say it is: one client, or several who are worth asking about and why; or nobody. */
export type Exact =
  | { readonly same: string }
  | { readonly same: undefined; readonly guarded: readonly { readonly client: string; readonly guard: Guard }[] };

/**
 * Reads the hits of exact keys under their guards (docs/matching.md): a shared key, a key of several people, a name
 * that contradicts, a number not heard of for a year, two people at once. `different` are clients about whom
 * somebody has said that it is not them.
 */
export function readHits(hits: readonly Hit[], different: ReadonlySet<string>): Exact {
  const sure = new Set<string>();
  const guarded = new Map<string, Guard>();
  for (const hit of hits) {
    const verdict = readHit(hit);
    if ('same' in verdict && !different.has(verdict.same)) sure.add(verdict.same);
    else if ('guard' in verdict)
      for (const { client } of hit.holders) guarded.set(client, guarded.get(client) ?? verdict.guard);
  }
  const [one] = sure;
  if (one !== undefined && sure.size === 1) return { same: one };
  for (const client of sure) guarded.set(client, 'two');
  const asked = [...guarded].filter(([client]) => !different.has(client));
  return { same: undefined, guarded: asked.map(([client, guard]) => ({ client, guard })) };
}

function readHit({ kind, shared, stale, holders }: Hit): { same: string } | { guard: Guard } | Record<string, never> {
  const clients = [...new Set(holders.map(({ client }) => client))];
  const [only] = clients;
  if (only === undefined) return {};
  if (kind === 'id') return { same: only };
  // Whoever sends the same form again is whoever sent it before, behind whatever mailbox.
  const again = new Set(holders.filter(({ identical }) => identical).map(({ client }) => client));
  if (again.size === 1) return { same: [...again][0] ?? only };
  const agreeing = [...new Set(holders.filter(agrees).map(({ client }) => client))];
  const [match] = agreeing;
  if (shared || clients.length > 1)
    return match !== undefined && agreeing.length === 1 ? { same: match } : { guard: shared ? 'shared' : 'several' };
  const standing = holders.map((holder) => nameOf(holder, kind === 'phone'));
  if (standing.every((each) => each === 'contradicts')) return { guard: 'name' };
  if (stale && !standing.includes('agrees')) return { guard: 'stale' };
  return { same: only };
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
  if (strict && (name.first === 'differ' || ['differ', 'near'].includes(name.last))) return 'contradicts';
  return name.first === 'none' && name.last === 'none' ? 'unknown' : 'agrees';
}

function contradicts({ first, last, patronymic, genders }: NamesCompared): boolean {
  return genders === 'differ' || patronymic === 'differ' || (first === 'differ' && last === 'differ');
}
