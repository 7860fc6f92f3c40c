import { createHmac } from 'node:crypto';
import { derivedKey } from '../../kernel/derived-key.ts';
import type { Check } from './check.ts';

/** Signs a final list (HMAC-SHA-256, hex): which check, which lines, as of which ledger, and when. */
export type Signer = (check: Pick<Check, 'id' | 'list' | 'ledger' | 'confirmedAt'>) => string;

/** A signer under Baton's secret. */
export function listSigner(secret: Buffer): Signer {
  const key = derivedKey(secret, 'mailing lists');
  return ({ id, list, ledger, confirmedAt }) =>
    createHmac('sha256', key)
      .update(JSON.stringify([id, list, ledger, confirmedAt]))
      .digest('hex');
}

/** The key under which a program hashes addresses before it sends them, and the id by which it names the key. */
export type AddressKey = { readonly id: string; readonly key: Buffer };

/** The company's own key for addresses, derived from Baton's secret. */
export function addressKey(secret: Buffer): AddressKey {
  const key = derivedKey(secret, 'audience addresses');
  return { id: createHmac('sha256', key).update('id').digest('hex').slice(0, 12), key };
}

/** What a program sends in place of an address (HMAC-SHA-256 of the address in lower case, hex). */
export function hashAddress(address: string, { key }: AddressKey): string {
  return createHmac('sha256', key).update(address).digest('hex');
}
