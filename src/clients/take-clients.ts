import { insertMany } from '../../db/many.ts';
import type { Tx } from '../../db/store.ts';
import { newId } from '../kernel/ids.ts';
import { append } from '../ledger/append.ts';
import { appendFirst } from '../ledger/append-first.ts';
import { type Enquirer, findOrMakeClient, keysOfEnquirer, nameOf } from './find-or-make-client.ts';
import { askWhether } from './judgements/ask-whether.ts';
import { heldKeys, touchKeys } from './key-store.ts';
import type { Key } from './matching/keys.ts';
import { accountsFor } from './records/account-store.ts';
import { insertRecords } from './records/record-store.ts';

/** Who brings a list, and what it is called. */
export type Origin = { readonly actor: string; readonly label: string };

/** What became of a row: a new client, or one that was known. */
export type Taken = { readonly client: string; readonly made: boolean };

/**
 * Takes many clients at once, in few statements, by the rules that one enquiry goes by: whoever an exact key leads to
 * under its guards is that client, everybody else is new. Every client's history says where it came from.
 */
export async function takeClients(tx: Tx, enquirers: readonly Enquirer[], from: Origin, now: number): Promise<Taken[]> {
  const rows = enquirers.map((enquirer) => ({ enquirer, keys: keysOfEnquirer(enquirer) }));
  const all = rows.flatMap(({ keys }) => keys);
  await touchKeys(tx.db, all, now);
  const held = await heldKeys(tx.db, all);
  const seen = new Set<string>();
  const taken: Taken[] = [];
  const fresh: { at: number; enquirer: Enquirer; keys: readonly Key[]; id: string }[] = [];
  const others: number[] = [];
  for (const [at, { enquirer, keys }] of rows.entries()) {
    const names = keys.map(({ kind, value }) => `${kind} ${value}`);
    if (names.some((name) => held.has(name) || seen.has(name))) others.push(at);
    else fresh.push({ at, enquirer, keys, id: newId() });
    for (const name of names) seen.add(name);
  }
  await makeAll(tx, fresh, from, now);
  for (const { at, id } of fresh) taken[at] = { client: id, made: true };
  for (const at of others) {
    const { enquirer } = rows[at] ?? {};
    if (enquirer) taken[at] = await takeOne(tx, enquirer, from, now);
  }
  return taken;
}

async function takeOne(tx: Tx, enquirer: Enquirer, from: Origin, now: number): Promise<Taken> {
  const { id, root, made, possible } = await findOrMakeClient(tx, enquirer, now);
  await askWhether(tx, root, possible, now);
  await append(tx, imported(id, from), now);
  return { client: id, made };
}

async function makeAll(
  tx: Tx,
  rows: readonly { enquirer: Enquirer; keys: readonly Key[]; id: string }[],
  from: Origin,
  now: number,
): Promise<void> {
  if (rows.length === 0) return;
  const accounts = await accountsFor(
    tx,
    rows.map(({ enquirer: { traits, typed } }) => ({ traits, name: typed.company ?? null })),
    now,
  );
  const clients = rows.map(({ id, enquirer: { typed, account } }, at) => ({
    id,
    name: nameOf(typed),
    company: typed.company ?? null,
    created_at: now,
    account_id: account ?? accounts[at] ?? null,
    root_id: id,
    erased_at: null,
  }));
  await insertMany(tx.db, 'client', clients);
  const keys = rows.flatMap(({ id, keys }) => keys.map((key) => ({ ...key, client_id: id, confirmed_at: now })));
  await insertMany(tx.db, 'client_key', keys);
  await insertRecords(
    tx.db,
    rows.map(({ id, enquirer: { source, typed, traits } }) => ({ client: id, source, typed, traits, at: now })),
  );
  await appendFirst(
    tx,
    rows.map(({ id }) => imported(id, from)),
    now,
  );
}

function imported(client: string, { actor, label }: Origin) {
  return { stream: client, client, actor, kind: 'client.imported', words: { source: label } };
}
