import type { Db } from '../../../db/schema.ts';
import type { Store, Tx } from '../../../db/store.ts';
import { append } from '../../ledger/append.ts';
import { clientChanged } from '../client-changed.ts';
import type { ErasePart } from '../erase/erase-client.ts';
import { accountsOf, blankClients, deleteEmptyAccounts, deleteKeys } from '../erase/erase-store.ts';
import { keysOfClient } from '../key-store.ts';
import { keysOfTraits } from '../matching/keys.ts';
import { deleteRecords } from '../records/delete-records.ts';
import { sourcesOf, traitsOfClient } from '../records/record-store.ts';
import { aloneIn, clientsOfImport, type ImportJob, markReverted } from './import-store.ts';

/** What was taken back: clients who are gone, and those who stay because more is known of them. */
export type Reverted = { readonly gone: number; readonly kept: number };

/** What other features take out: of a client who goes, and what a list brought of one who stays. */
export type RevertParts = {
  readonly erase: readonly ErasePart[];
  readonly unlist: readonly ((tx: Tx, client: string, actor: string) => Promise<void>)[];
};

/** So many clients are one transaction. */
const batch = 200;

/**
 * Takes a whole list back. Whoever came with it and has nothing else goes; whoever has a life of their own since stays,
 * without what the list brought. Its rows are told by no history any more; the ledger keeps them. `parts` take back
 * what the list made in other features.
 */
export async function revertImport(store: Store, job: ImportJob, parts: RevertParts, now: number): Promise<Reverted> {
  const actor = `import:${job.id}`;
  const clients = await clientsOfImport(store.read, actor);
  // First the history forgets it, so that a revert that is broken off can be asked for again.
  await store.write(({ db }) => markReverted(db, job.id, now));
  let [gone, kept] = [0, 0];
  for (let at = 0; at < clients.length; at += batch)
    await store.write(async (tx) => {
      for (const client of clients.slice(at, at + batch)) {
        const alone = await aloneIn(tx.db, client, actor);
        if (alone) await remove(tx, client, parts.erase, now);
        else {
          await reduce(tx, client, actor);
          for (const unlist of parts.unlist) await unlist(tx, client, actor);
        }
        await append(tx, { stream: client, client, kind: 'client.list-taken-back', actor: 'baton' }, now);
        await clientChanged(tx, client);
        if (alone) gone += 1;
        else kept += 1;
      }
    });
  return { gone, kept };
}

async function remove(tx: Tx, client: string, parts: readonly ErasePart[], now: number): Promise<void> {
  const [keys, accounts] = [await keysOfClient(tx.db, [client]), await accountsOf(tx.db, [client])];
  await deleteKeys(tx.db, [client], keys);
  await deleteRecords(tx.db, [client]);
  for (const part of parts) await part(tx, [client], now);
  await blankClients(tx.db, [client], now);
  await deleteEmptyAccounts(tx.db, accounts);
}

/** The client stays: without what the list said, if anything else says who it is. */
async function reduce({ db }: Tx, client: string, source: string): Promise<void> {
  const all = await sourcesOf(db, client);
  if (all.every((each) => each === source)) return;
  await deleteRecords(db, [client], source);
  const said = new Set(
    (await traitsOfClient(db, client)).flatMap(keysOfTraits).map(({ kind, value }) => `${kind} ${value}`),
  );
  const before = await keysOfClient(db, [client]);
  await dropKeys(
    db,
    client,
    before.filter(({ kind, value }) => kind !== 'id' && !said.has(`${kind} ${value}`)),
  );
}

async function dropKeys(db: Db, client: string, keys: Awaited<ReturnType<typeof keysOfClient>>): Promise<void> {
  for (const { kind, value } of keys)
    await db
      .deleteFrom('client_key')
      .where('client_id', '=', client)
      .where('kind', '=', kind)
      .where('value', '=', value)
      .execute();
}
