import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { derivedKey } from './derived-key.ts';

const algorithm = 'aes-256-gcm';

/** Seals a text for one row (AES-256-GCM under a key derived from Baton's secret; the row's name is authenticated with it). */
export function seal(secret: Buffer, row: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(algorithm, derivedKey(secret, 'seal'), nonce).setAAD(Buffer.from(row));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url')).join('.');
}

/** Opens what was sealed for a row; undefined if it was sealed for another, under another secret, or was changed. */
export function unseal(secret: Buffer, row: string, sealed: string): string | undefined {
  const [nonce, tag, text] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'));
  if (nonce?.length !== 12 || tag?.length !== 16 || !text) return undefined;
  const opening = createDecipheriv(algorithm, derivedKey(secret, 'seal'), nonce)
    .setAAD(Buffer.from(row))
    .setAuthTag(tag);
  try {
    return Buffer.concat([opening.update(text), opening.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
