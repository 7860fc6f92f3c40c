import { insertMany } from '../../../db/many.ts';
import type { Db } from '../../../db/schema.ts';
import type { Tx } from '../../../db/store.ts';
import { newId } from '../../kernel/ids.ts';
import type { Traits } from '../matching/traits.ts';

/** What an account is found by: its domain, its name as it sounds, the number of its reception. */
export type AccountKey = { readonly kind: 'domain' | 'name' | 'phone' | 'id'; readonly value: string };

/** The account that traits lead to: by domain, else by a company of that name with no other domain, else by number. */
export async function accountOf(db: Db, { domain, company, label, phone }: Traits): Promise<string | null> {
  const byDomain = domain === undefined ? undefined : await accountWith(db, { kind: 'domain', value: domain });
  if (byDomain !== undefined) return byDomain;
  const sound = company ?? label;
  const byName = sound === undefined ? undefined : await accountWith(db, { kind: 'name', value: sound });
  if (byName !== undefined && !(domain !== undefined && (await hasDomain(db, byName)))) return byName;
  if (phone === undefined) return null;
  return (await accountWith(db, { kind: 'phone', value: phone.number })) ?? null;
}

/** The account of some traits; one that nobody knew is made, if they name a company. */
export async function findOrMakeAccount(
  tx: Tx,
  traits: Traits,
  name: string | null,
  now: number,
): Promise<string | null> {
  const known = await accountOf(tx.db, traits);
  const keys = keysOfCompany(traits);
  if (keys.length === 0) return known;
  return (
    (await knowAccount(tx, { id: known ?? newId(), name: name ?? traits.domain ?? '', keys }, now, known !== null)) ??
    known
  );
}

/** The accounts of many traits; those that nobody knew are made in few statements. In the order of the rows. */
export async function accountsFor(
  tx: Tx,
  rows: readonly { traits: Traits; name: string | null }[],
  now: number,
): Promise<(string | null)[]> {
  const [made, owned] = [new Map<string, string>(), new Set<string>()];
  const [accounts, keys] = [new Map<string, string>(), new Map<string, AccountKey & { account_id: string }>()];
  const found: (string | null)[] = [];
  for (const { traits, name } of rows) {
    const mine = keysOfCompany(traits);
    const [byDomain, byName] = [made.get(`domain ${traits.domain}`), made.get(`name ${traits.company}`)];
    // Two companies of one name and different domains are two.
    const alike = byName !== undefined && (traits.domain === undefined || !owned.has(byName)) ? byName : undefined;
    const known = byDomain ?? alike ?? (await accountOf(tx.db, traits));
    const id = known ?? (mine.length > 0 ? newId() : null);
    found.push(id);
    if (id === null) continue;
    if (traits.domain !== undefined) owned.add(id);
    if (known === null) accounts.set(id, name ?? traits.domain ?? '');
    for (const key of mine) {
      const text = `${key.kind} ${key.value}`;
      if (made.has(text)) continue;
      made.set(text, id);
      keys.set(text, { ...key, account_id: id });
    }
  }
  await insertMany(
    tx.db,
    'account',
    [...accounts].map(([id, name]) => ({ id, name, created_at: now })),
    'kept',
  );
  await insertMany(tx.db, 'account_key', [...keys.values()], 'kept');
  return found;
}

function keysOfCompany({ domain, company }: Traits): AccountKey[] {
  return [
    ...(domain === undefined ? [] : [{ kind: 'domain', value: domain } as const]),
    ...(company === undefined ? [] : [{ kind: 'name', value: company } as const]),
  ];
}

/** Makes sure that an account is known by its keys; a key that leads to another stays there. Gives its id. */
export async function knowAccount(
  tx: Tx,
  { id, name, keys }: { id: string; name: string; keys: readonly AccountKey[] },
  now: number,
  exists = false,
): Promise<string> {
  if (!exists)
    await tx.db
      .insertInto('account')
      .values({ id, name, created_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  if (keys.length > 0)
    await tx.db
      .insertInto('account_key')
      .values(keys.map((key) => ({ ...key, account_id: id })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  return id;
}

/** The account that a key leads to. */
export async function accountWith(db: Db, { kind, value }: AccountKey): Promise<string | undefined> {
  const row = await db
    .selectFrom('account_key')
    .select('account_id')
    .where('kind', '=', kind)
    .where('value', '=', value)
    .executeTakeFirst();
  return row?.account_id;
}

async function hasDomain(db: Db, account: string): Promise<boolean> {
  const row = await db
    .selectFrom('account_key')
    .select('value')
    .where('account_id', '=', account)
    .where('kind', '=', 'domain')
    .executeTakeFirst();
  return row !== undefined;
}
