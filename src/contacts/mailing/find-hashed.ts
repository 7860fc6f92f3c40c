import type { Db } from '../../../db/schema.ts';
import { addressesAfter } from '../../clients/key-store.ts';
import { type AddressKey, hashAddress } from './sign.ts';

/** So many addresses are hashed between two breaths of the process. */
const atOnce = 2_000;

/** The addresses behind hashes, as far as anybody here has them: every known address is hashed and compared. */
export async function findHashed(db: Db, hashes: readonly string[], key: AddressKey): Promise<Map<string, string>> {
  const wanted = new Set(hashes.map((hash) => hash.toLowerCase()));
  const found = new Map<string, string>();
  for (let last = ''; ; ) {
    const addresses = await addressesAfter(db, last, atOnce);
    for (const address of addresses) {
      const hash = hashAddress(address, key);
      if (wanted.has(hash)) found.set(hash, address);
    }
    const end = addresses.at(-1);
    if (end === undefined || addresses.length < atOnce) return found;
    last = end;
    await new Promise(setImmediate);
  }
}
