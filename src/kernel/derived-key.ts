import { hkdfSync } from 'node:crypto';

/** A key for one purpose, derived from Baton's secret (HKDF-SHA-256): what leaks of one says nothing of another. */
export function derivedKey(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `baton ${purpose}`, 32));
}
