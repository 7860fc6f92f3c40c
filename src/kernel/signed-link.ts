import { createHmac, timingSafeEqual } from 'node:crypto';
import { derivedKey } from './derived-key.ts';

/** What a link opens: a kind of file, of what, until when (epoch ms). It carries nothing else. */
export type Linked = { readonly kind: string; readonly id: string; readonly until: number };

/** Makes and reads the last part of signed links (base64url of what is linked, a point, HMAC-SHA-256). */
export type Links = { write(linked: Linked): string; read(text: string, now: number): Linked | undefined };

/** Links under Baton's secret. Reading gives undefined for one that is forged, broken or over. */
export function signedLinks(secret: Buffer): Links {
  const key = derivedKey(secret, 'links');
  const sign = (body: string): Buffer => createHmac('sha256', key).update(body).digest();
  return {
    write: ({ kind, id, until }) => {
      const body = Buffer.from(JSON.stringify([kind, id, until])).toString('base64url');
      return `${body}.${sign(body).toString('base64url')}`;
    },
    read: (text, now) => {
      const [body = '', signature = ''] = text.split('.');
      const [given, ours] = [Buffer.from(signature, 'base64url'), sign(body)];
      if (given.length !== ours.length || !timingSafeEqual(given, ours)) return undefined;
      const [kind, id, until] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [string, string, number];
      return now < until ? { kind, id, until } : undefined;
    },
  };
}
