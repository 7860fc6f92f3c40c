import type { Db } from '../../../db/schema.ts';
import { addressesAfter } from '../../clients/key-store.ts';
import { keysOf } from '../../clients/matching/keys.ts';
import { typedAddressesAfter } from '../../clients/records/record-store.ts';
import { type AddressKey, hashAddress } from './sign.ts';

/** So many addresses are hashed between two breaths of the process. */
const atOnce = 2_000;

/**
 * The addresses behind hashes, as far as anybody here has them: every address is hashed and compared, as Baton knows it
 * and as it was typed (with the dots and tags that some mailboxes do not care for). Gives them as Baton knows them.
 */
export async function findHashed(db: Db, hashes: readonly string[], key: AddressKey): Promise<Map<string, string>> {
  const wanted = new Set(hashes.map((hash) => hash.toLowerCase()));
  const found = new Map<string, string>();
  for await (const [typed, address] of addressesIn(db)) {
    const hash = hashAddress(typed, key);
    if (wanted.has(hash)) found.set(hash, address);
  }
  return found;
}

async function* addressesIn(db: Db): AsyncGenerator<readonly [string, string]> {
  for (let last: string | undefined = ''; last !== undefined; ) {
    const addresses = await addressesAfter(db, last, atOnce);
    for (const address of addresses) yield [address, address];
    last = addresses.length < atOnce ? undefined : addresses.at(-1);
    await new Promise(setImmediate);
  }
  for (let last: number | undefined = 0; last !== undefined; ) {
    const records = await typedAddressesAfter(db, last, atOnce);
    for (const { email } of records) {
      const [known] = email ? keysOf({ email }, undefined) : [];
      if (email && known && known.value !== email) yield [email, known.value];
    }
    last = records.length < atOnce ? undefined : records.at(-1)?.number;
    await new Promise(setImmediate);
  }
}
