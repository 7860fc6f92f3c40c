import type { Tx } from '../../../db/store.ts';
import { behind } from '../../chat/want.ts';
import { append } from '../../ledger/append.ts';
import { eraseWords } from '../../ledger/erase-words.ts';
import { clientSubject } from '../client.ts';
import { clientChanged } from '../client-changed.ts';
import { questionSubject } from '../judgements/judgement.ts';
import { judgementsOf } from '../judgements/store.ts';
import { deleteRecords } from '../records/delete-records.ts';
import { keysOfClient, membersOf } from '../store.ts';
import { accountsOf, blankClients, deleteEmptyAccounts, deleteKeys, postsShowing } from './erase-store.ts';
import { type KeyHasher, keepErased } from './erased-keys.ts';

/** What another feature takes out of its own rows of a client, by all its ids. */
export type ErasePart = (tx: Tx, members: readonly string[], now: number) => Promise<void>;

/** What was erased, and what could not be reached. */
export type Receipt = {
  readonly client: string;
  readonly records: number;
  readonly keys: number;
  /** Rows of the history that stay, without their words. */
  readonly rows: number;
  /** Cards in chat that will be rewritten or taken down, and places where Baton no longer can. */
  readonly posts: number;
  readonly unreachable: readonly string[];
};

/**
 * Erases a person: names, addresses, words and the key of their words, everywhere in the database, and the cards that
 * show them. What happened stays, as codes and numbers, and the ledger still verifies. Of the keys only keyed hashes
 * are kept, which refuse the same person in a later list.
 */
export async function eraseClient(
  tx: Tx,
  client: string,
  { actor, hash, parts }: { actor: string; hash: KeyHasher; parts: readonly ErasePart[] },
  now: number,
): Promise<Receipt | undefined> {
  const members = await membersOf(tx.db, client);
  const [root] = members;
  if (root === undefined) return undefined;
  const keys = await keysOfClient(tx.db, members);
  const accounts = await accountsOf(tx.db, members);
  const questions = await judgementsOf(tx.db, members, ['possible', 'same', 'different']);
  const shown = await postsShowing(tx.db, [
    ...members.map(clientSubject),
    ...questions.map(({ id }) => questionSubject(id)),
  ]);
  await keepErased(tx.db, keys, hash, now);
  await deleteKeys(tx.db, members, keys);
  const records = await deleteRecords(tx.db, members);
  for (const part of parts) await part(tx, members, now);
  await blankClients(tx.db, members, now);
  await deleteEmptyAccounts(tx.db, accounts);
  const rows = await eraseWords(tx.db, members);
  for (const stream of members) await append(tx, { stream, client: stream, kind: 'client.erased', actor }, now);
  await clientChanged(tx, root);
  for (const { id } of questions) await behind(tx, questionSubject(id));
  const unreachable = shown.filter(({ state }) => state === 'failed').map(({ place }) => place);
  return {
    client: root,
    records,
    keys: keys.length,
    rows,
    posts: shown.length,
    unreachable: [...new Set(unreachable)],
  };
}
