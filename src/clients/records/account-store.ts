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

/** The account of some traits; one that nobody knew is made, and one that was called by its domain gets a name. */
export async function findOrMakeAccount(
  tx: Tx,
  traits: Traits,
  name: string | null,
  now: number,
): Promise<string | null> {
  const [account = null] = await accountsFor(tx, [{ traits, name }], now);
  if (account !== null && name !== null && traits.domain !== undefined)
    await tx.db
      .updateTable('account')
      .set({ name })
      .where('id', '=', account)
      .where('name', '=', traits.domain)
      .execute();
  return account;
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
    const [byDomain, byName] = (['domain', 'name'] as const).map((kind) => {
      const key = mine.find((each) => each.kind === kind);
      return key && made.get(`${kind} ${key.value}`);
    });
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
  const others = await madeMeanwhile(tx.db, accounts, [...keys.values()]);
  return found.map((id) => (id === null ? null : (others.get(id) ?? id)));
}

/** Accounts just made that somebody else made in the same instant, by domain if they have one: which stays instead. */
async function madeMeanwhile(
  db: Db,
  accounts: ReadonlyMap<string, string>,
  keys: readonly (AccountKey & { account_id: string })[],
): Promise<Map<string, string>> {
  const others = new Map<string, string>();
  // A name alone is no sign where there is a domain: two companies may be called the same.
  const domains = new Set(keys.filter(({ kind }) => kind === 'domain').map(({ account_id }) => account_id));
  const deciding = keys.filter(
    ({ kind, account_id }) => accounts.has(account_id) && (kind === 'domain' || !domains.has(account_id)),
  );
  for (const [kind, some] of Map.groupBy(deciding, (key) => key.kind)) {
    const rows = await db
      .selectFrom('account_key')
      .select(['value', 'account_id'])
      .where('kind', '=', kind)
      .where(
        'value',
        'in',
        some.map(({ value }) => value),
      )
      .execute();
    const holders = new Map(rows.map(({ value, account_id }) => [value, account_id]));
    for (const { value, account_id } of some) {
      const holder = holders.get(value) ?? account_id;
      if (holder !== account_id) others.set(account_id, holder);
    }
  }
  for (const [id, other] of others) {
    await db.updateTable('account_key').set({ account_id: other }).where('account_id', '=', id).execute();
    await db.deleteFrom('account').where('id', '=', id).execute();
  }
  return others;
}

function keysOfCompany({ domain, company }: Traits): AccountKey[] {
  return [
    ...(domain === undefined ? [] : [{ kind: 'domain', value: domain } as const]),
    ...(company === undefined ? [] : [{ kind: 'name', value: company } as const]),
  ];
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
