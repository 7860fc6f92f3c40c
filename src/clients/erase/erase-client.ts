import type { Db } from '../../../db/schema.ts';
import type { Tx } from '../../../db/store.ts';
import { behind } from '../../chat/want.ts';
import { append } from '../../ledger/append.ts';
import { eraseWords } from '../../ledger/erase-words.ts';
import { clientSubject } from '../client.ts';
import { clientChanged } from '../client-changed.ts';
import { questionSubject } from '../judgements/judgement.ts';
import { judgementsOf, touchClients } from '../judgements/store.ts';
import { heldKeys, keysOfClient, touchKeys } from '../key-store.ts';
import type { Key } from '../matching/keys.ts';
import { mailbox } from '../matching/mailbox.ts';
import type { PersonName } from '../matching/person-name.ts';
import { deleteRecords } from '../records/delete-records.ts';
import { traitsOfClient } from '../records/record-store.ts';
import { membersOf } from '../store.ts';
import { accountsOf, blankClients, deleteEmptyAccounts, deleteKeys, postsShowing } from './erase-store.ts';
import { type KeyHasher, keepErased, withName } from './erased-keys.ts';

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
  // An enquiry of the same person waits for this, or this for it: nothing of theirs comes in between.
  await touchKeys(tx.db, await keysOfClient(tx.db, await membersOf(tx.db, client)), now);
  await touchClients(tx.db, await membersOf(tx.db, client));
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
  const names = await namesOfRecords(tx.db, members);
  // While the keys still tell whose they are.
  for (const part of parts) await part(tx, members, now);
  await deleteKeys(tx.db, members, keys);
  const own = await theirOwn(tx.db, keys);
  const shared = keys.filter((key) => !own.includes(key));
  await keepErased(tx.db, [...own, ...names.flatMap((name) => withName(shared, name))], hash, now);
  const records = await deleteRecords(tx.db, members);
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

/** What they were called: beside a shared key it is them again, and no colleague. */
async function namesOfRecords(db: Db, members: readonly string[]): Promise<(PersonName | undefined)[]> {
  return (await Promise.all(members.map((each) => traitsOfClient(db, each)))).flat().map(({ name }) => name);
}

/** What colleagues share with whoever was erased must not refuse them: a mailbox of a role, the number of an office. */
async function theirOwn(db: Db, keys: readonly Key[]): Promise<Key[]> {
  const held = await heldKeys(db, keys);
  return keys.filter(
    ({ kind, value }) => !held.has(`${kind} ${value}`) && !(kind === 'email' && mailbox(value)?.role === true),
  );
}
