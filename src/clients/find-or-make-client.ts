import type { Db } from '../../db/schema.ts';
import type { Tx } from '../../db/store.ts';
import { newId } from '../kernel/ids.ts';
import { isAddress } from './client.ts';
import { crosses } from './judgements/judgement.ts';
import { judgementsOf } from './judgements/store.ts';
import { giveKey, keysOfClient, touchKey } from './key-store.ts';
import { type Exact, readHits } from './matching/exact-lane.ts';
import { type Key, keysOfTraits } from './matching/keys.ts';
import { isWholeName } from './matching/person-name.ts';
import type { Traits, Typed } from './matching/traits.ts';
import { type Candidate, mostCandidates, worthAsking } from './matching/verdict.ts';
import { accountOf, findOrMakeAccount } from './records/account-store.ts';
import { readKeys } from './records/match-record.ts';
import { hasRecord, insertRecord } from './records/record-store.ts';
import { clientById, insertClient, memberById, membersOf, updateClient } from './store.ts';

/** Who enquires, as they came and as that is compared; `near` is what likeness said before, outside the transaction. */
export type Enquirer = {
  readonly typed: Typed;
  readonly traits: Traits;
  readonly source: string;
  readonly near?: readonly Candidate[];
  /** What another system calls this client, qualified by that system: `hubspot:123`. */
  readonly elsewhere?: string | undefined;
  /** The account, where another system says it. */
  readonly account?: string | undefined;
};

export type Found = {
  /** Whoever came with the key that led here: what came now is theirs, even if they are told apart again. */
  readonly id: string;
  /** The client that they are known as now. */
  readonly root: string;
  readonly made: boolean;
  /** Whom it may be, too. */
  readonly possible: readonly Candidate[];
};

/**
 * The client that exact keys lead to under their guards, else a new one. Its keys and its record are kept. Touching
 * the keys first, in one order, makes two identical enquiries in the same instant end as one client.
 */
export async function findOrMakeClient(tx: Tx, enquirer: Enquirer, now: number): Promise<Found> {
  const { typed, traits, source, near = [] } = enquirer;
  const keys = keysOfEnquirer(enquirer);
  for (const key of keys) await touchKey(tx.db, key, now);
  const hits = await readKeys(tx.db, traits, keys, now);
  const exact = await respected(tx.db, readHits(hits));
  const same = exact.same ?? (await whoCameBefore(tx.db, traits, exact.guarded));
  const made = same === undefined;
  const asked = exact.guarded.length === 0 ? [] : worthAsking(exact.guarded, await accountOf(tx.db, traits));
  const id = same?.member ?? (await make(tx, enquirer, now));
  if (same) await completeClient(tx.db, id, typed);
  // Without a name nothing would tell a third on somebody's keys from them.
  const theirs = made && !isWholeName(traits.name) && exact.guarded.some(({ guard }) => guard === 'two');
  for (const [at, key] of keys.entries())
    if (!theirs || hits[at]?.holders.length === 0) await giveKey(tx.db, key, id, now);
  if (made || !(await hasRecord(tx.db, id, traits)))
    await insertRecord(tx.db, { client: id, source, typed, traits, at: now });
  return { id, root: same?.client ?? id, made, possible: candidates(made ? near : [], asked) };
}

/** Whom likeness and guarded keys suggest, those first whom a key would have sufficed for. */
function candidates(near: readonly Candidate[], asked: Exact['guarded']): Candidate[] {
  const guards = new Map(asked.map(({ client, guard }) => [client, guard]));
  const known = new Set(near.map(({ client }) => client));
  const others = asked.filter(({ client }) => !known.has(client));
  const all = [...near, ...others.map(({ client, guard }) => ({ client, guard, bits: 0, evidence: [] }))];
  const isSure = ({ client }: Candidate): number => Number(guards.get(client) === 'two');
  return all.toSorted((one, other) => isSure(other) - isSure(one)).slice(0, mostCandidates);
}

/** Of two whom somebody has said to be different none is taken for the other, unless an address is one's alone. */
async function respected(db: Db, exact: Exact): Promise<Exact> {
  const { same, guarded, alone } = exact;
  if (!same || alone || guarded.length === 0) return exact;
  const mine = await membersOf(db, same.client);
  const said = await judgementsOf(db, mine, ['different']);
  const rivals = await Promise.all(guarded.map(({ client }) => membersOf(db, client)));
  if (!rivals.some((theirs) => said.some(({ pair }) => crosses(pair, mine, theirs)))) return exact;
  return { same: undefined, alone: false, guarded: [{ client: same.client, guard: 'two' }, ...guarded] };
}

/** Where keys led to two, a third was made, and asked about: whoever says the same again is that third. */
async function whoCameBefore(
  db: Db,
  traits: Traits,
  guarded: Exact['guarded'],
): Promise<{ client: string; member: string } | undefined> {
  const two = guarded.filter(({ guard }) => guard === 'two').map(({ client }) => client);
  if (two.length === 0) return undefined;
  const members = (await Promise.all(two.map((client) => membersOf(db, client)))).flat();
  const judged = await judgementsOf(db, members, ['possible', 'different']);
  const third = new Set(judged.flatMap(({ pair }) => pair).filter((id) => !members.includes(id)));
  for (const member of [...third].sort()) {
    if (!(await hasRecord(db, member, traits))) continue;
    const client = await clientById(db, member);
    if (client) return { client: client.id, member };
  }
  return undefined;
}

/** Everything by which an enquirer may be known, in the order in which it is touched. */
export function keysOfEnquirer({ traits, elsewhere }: Enquirer): Key[] {
  const ids: Key[] = elsewhere === undefined ? [] : [{ kind: 'id', value: elsewhere }];
  return [...keysOfTraits(traits), ...ids];
}

/** What a client is called until somebody says a name. */
export function nameOf({ name, email, phone, handle, company }: Typed): string {
  return name ?? email ?? phone ?? handle ?? company ?? '';
}

async function make(tx: Tx, { typed, traits, account: told }: Enquirer, now: number): Promise<string> {
  const id = newId();
  const company = typed.company ?? null;
  const account = told ?? (await findOrMakeAccount(tx, traits, company, now));
  const called = { name: nameOf(typed), company };
  await insertClient(tx.db, { id, ...called, created_at: now, account_id: account, root_id: id, erased_at: null });
  return id;
}

/** Whoever came with an address alone gets the name and the company that a later enquiry brings. */
async function completeClient(db: Db, id: string, typed: Typed): Promise<void> {
  const known = await memberById(db, id);
  const name = nameOf(typed);
  if (!known || (known.company !== null && known.name === name)) return;
  const handles = new Set((await keysOfClient(db, [id])).map(({ value }) => value));
  const isNone = (text: string): boolean =>
    isAddress(text) || handles.has(text.trim().toLowerCase()) || text === known.company;
  const next = {
    name: isNone(known.name) && !isNone(name) ? name : known.name,
    company: known.company ?? typed.company ?? null,
  };
  if (next.name !== known.name || next.company !== known.company) await updateClient(db, id, next);
}
