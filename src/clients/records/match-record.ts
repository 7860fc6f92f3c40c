import type { Db } from '../../../db/schema.ts';
import { day } from '../../kernel/clock.ts';
import { compareTraits } from '../matching/compare.ts';
import { type Hit, type Holder, readHits } from '../matching/exact-lane.ts';
import { type Key, keysOfTraits } from '../matching/keys.ts';
import type { Traits } from '../matching/traits.ts';
import { decide, type Verdict, weighAll } from '../matching/verdict.ts';
import { accountOf, accountWith } from './account-store.ts';
import { countOfWord, holdersOf, lastRecord, recordsNear, recordsOf, rootsOf } from './near-store.ts';

/** A number that nobody came with for so long may be somebody else's by now. */
const recycledAfter = 365 * day;
/** Who a record is of, as far as is known: keys first, then likeness. Reads only; it changes and promises nothing. */
export async function matchRecord(db: Db, traits: Traits, now: number): Promise<Verdict> {
  const hits = await readKeys(db, traits, keysOfTraits(traits), now);
  const [exact, account] = [readHits(hits), await accountOf(db, traits)];
  // Likeness only ever adds a question, and here is none.
  if (exact.same) return decide({ exact, hits, near: [], account });
  const records = await recordsNear(db, traits);
  const near = weighAll(traits, records, { namesakes: await namesakesOf(db, traits), among: await lastRecord(db) });
  const roots = await rootsOf(
    db,
    near.map(({ client }) => client),
  );
  const known = near.map((candidate) => ({ ...candidate, client: roots.get(candidate.client) ?? candidate.client }));
  return decide({ exact, hits, near: known, account });
}

/** How many records have the rarest word of a name; a first name is none, where there is another word. */
async function namesakesOf(db: Db, { name }: Traits): Promise<number> {
  const words = (name?.words ?? []).filter(({ initial }) => !initial);
  const others = words.filter(({ first }) => !first);
  const counts = await Promise.all((others.length > 0 ? others : words).map(({ sound }) => countOfWord(db, sound)));
  return Math.min(50, ...counts);
}

/** Whom the exact keys of a record lead to, and how their records compare with it. */
export async function readKeys(db: Db, traits: Traits, keys: readonly Key[], now: number): Promise<Hit[]> {
  const held = await Promise.all(keys.map((key) => holdersOf(db, key)));
  const roots = [...new Set(held.flat().map(({ client }) => client))];
  const records = await recordsOf(db, roots);
  const asking = JSON.stringify(traits);
  const hits: Hit[] = [];
  for (const [at, { kind, value }] of keys.entries()) {
    const holders = held[at] ?? [];
    const latest = Math.max(0, ...holders.map(({ confirmedAt }) => confirmedAt));
    hits.push({
      kind,
      shared: kind === 'email' ? traits.mailbox?.role === true : kind === 'phone' && (await isReception(db, value)),
      stale: kind === 'phone' && holders.length > 0 && latest < now - recycledAfter,
      holders: records.flatMap((record): Holder[] => {
        const mine = holders.filter(({ client }) => client === record.client);
        const member = (mine.find((each) => each.member === record.member) ?? mine[0])?.member;
        if (member === undefined) return [];
        const compared = compareTraits(traits, record.traits);
        const identical = JSON.stringify(record.traits) === asking;
        const extension = kind === 'phone' && otherExtension(traits, record.traits) ? 'differ' : 'none';
        return [{ client: record.client, member, compared, identical, extension }];
      }),
    });
  }
  return hits;
}

async function isReception(db: Db, number: string): Promise<boolean> {
  return (await accountWith(db, { kind: 'phone', value: number })) !== undefined;
}

function otherExtension({ phone: one }: Traits, { phone: other }: Traits): boolean {
  if (!one?.extension || !other?.extension || one.number !== other.number) return false;
  return one.extension !== other.extension;
}
