import type { CountryCode } from 'libphonenumber-js';
import type { Store, Tx } from '../../db/store.ts';
import { giveKey, touchKey } from './key-store.ts';
import { keysOfTraits } from './matching/keys.ts';
import { isWholeName } from './matching/person-name.ts';
import { type Typed, traitsOf } from './matching/traits.ts';
import { findOrMakeAccount } from './records/account-store.ts';
import { holdersOf } from './records/near-store.ts';
import { oldRecords, refileRecord } from './records/record-store.ts';
import { clientById, setAccount } from './store.ts';

/** So many records are read again at once, between everything else that is written. */
const batch = 200;

/**
 * Records that were filed by older rules of matching, or by a version that had none, are filed by those of today.
 * Resolves with how many there were, once all can be found.
 */
export async function refileRecords({ read, write }: Store, country: CountryCode | undefined): Promise<number> {
  let count = 0;
  for (;;) {
    const records = await oldRecords(read, batch);
    if (records.length === 0) return count;
    await write(async (tx) => {
      for (const record of records) await refile(tx, record, country);
    });
    count += records.length;
  }
}

type Old = { number: number; client: string; typed: Typed; at: number };

async function refile(tx: Tx, { number, client, typed, at }: Old, country: CountryCode | undefined): Promise<void> {
  const traits = traitsOf(typed, country);
  if (!(await refileRecord(tx.db, number, typed, traits))) return;
  for (const key of keysOfTraits(traits)) {
    await touchKey(tx.db, key, at);
    const holders = await holdersOf(tx.db, key);
    // What two nameless people share was given to neither again (find-or-make-client.ts).
    if (isWholeName(traits.name) || holders.every(({ member }) => member === client))
      await giveKey(tx.db, key, client, at);
  }
  const known = await clientById(tx.db, client);
  const account = await findOrMakeAccount(tx, traits, typed.company ?? null, at);
  if (known && account !== null) await setAccount(tx.db, client, account);
}
