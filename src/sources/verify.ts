import { createHash, createHmac } from 'node:crypto';
import type { Connection, Delivery } from '../kernel/delivery.ts';
import { sameText } from '../kernel/same-text.ts';
import { at, text } from './body.ts';
import type { Hmac, Scheme } from './source.ts';

/** Why a delivery is not believed. */
export type Distrust = 'unsigned' | 'wrong-signature' | 'too-old' | 'wrong-address';

/**
 * Whether a delivery is its source's own, on the bytes as they came; undefined if it is. Where a secret is shared it has
 * to be proved; where there is a token in the address, it has to be right.
 */
export function distrust(
  scheme: Scheme,
  shared: Pick<Connection, 'secret' | 'tokenDigest'>,
  delivery: Delivery,
  body: unknown,
  now: number,
): Distrust | undefined {
  const { secret, tokenDigest } = shared;
  if (secret === undefined && tokenDigest === undefined) return 'unsigned';
  if (tokenDigest !== undefined && !sameText(digestOf(delivery.query.token ?? ''), tokenDigest)) return 'wrong-address';
  if (secret === undefined) return undefined;
  switch (scheme.by) {
    case 'address':
      return sameText(delivery.headers['x-baton-secret'] ?? delivery.query.secret ?? '', secret)
        ? undefined
        : 'wrong-signature';
    case 'field': {
      const given = text(at(body, scheme.path)) ?? (scheme.header && delivery.headers[scheme.header]) ?? '';
      return sameText(given, secret) ? undefined : 'wrong-signature';
    }
    case 'basic': {
      const given = Buffer.from((delivery.headers.authorization ?? '').replace(/^Basic /i, ''), 'base64').toString();
      return sameText(given, secret) ? undefined : 'wrong-signature';
    }
    case 'hmac':
      return distrustHmac(scheme, secret, delivery, now);
    default:
      return scheme satisfies never;
  }
}

/** A token as it is kept: digested (SHA-256, hex), so that who reads the database cannot use it. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function distrustHmac(scheme: Hmac, secret: string, delivery: Delivery, now: number): Distrust | undefined {
  const header = delivery.headers[scheme.header];
  if (!header) return 'unsigned';
  const moment = momentOf(scheme, header, delivery);
  if (scheme.moment && moment === undefined) return 'unsigned';
  if (moment !== undefined && Math.abs(now - moment.at) > (scheme.toleranceS ?? 300) * 1_000) return 'too-old';
  const given = digestsIn(scheme, header);
  const ours = createHmac(scheme.algorithm, secret)
    .update(signedOf(scheme, delivery, moment?.text))
    .digest(scheme.encoding);
  return given.some((each) => sameText(each, ours)) ? undefined : 'wrong-signature';
}

function momentOf({ moment }: Hmac, header: string, { headers }: Delivery): { text: string; at: number } | undefined {
  if (moment === undefined) return undefined;
  const said = moment === 'beside' ? /(?:^|,)\s*t=(\d+)/.exec(header)?.[1] : headers[moment.header];
  if (!said || !/^\d{1,15}$/.test(said)) return undefined;
  return { text: said, at: Number(said) * (moment !== 'beside' && moment.unit === 'ms' ? 1 : 1_000) };
}

function digestsIn({ moment, prefix = '' }: Hmac, header: string): string[] {
  if (moment === 'beside') return [...header.matchAll(/v1=([^,\s]+)/g)].map(([, digest]) => digest ?? '');
  return [header.startsWith(prefix) ? header.slice(prefix.length) : header];
}

function signedOf({ signs, before = '' }: Hmac, { method, url, raw }: Delivery, moment: string | undefined): Buffer {
  if (moment === undefined) return Buffer.concat([Buffer.from(before), raw]);
  if (signs === 'uri') return Buffer.concat([Buffer.from(method + url), raw, Buffer.from(moment)]);
  return Buffer.concat([Buffer.from(`${moment}${signs ?? '.'}`), raw]);
}

/** Signs a body as a source would, for those who try a source out; gives the headers that it sends. */
export function signAs(scheme: Hmac, secret: string, delivery: Delivery, now: number): Record<string, string> {
  const unit = scheme.moment !== 'beside' && scheme.moment?.unit === 'ms' ? 1 : 1_000;
  const moment = scheme.moment === undefined ? undefined : String(Math.floor(now / unit));
  const digest = createHmac(scheme.algorithm, secret)
    .update(signedOf(scheme, delivery, moment))
    .digest(scheme.encoding);
  if (scheme.moment === 'beside') return { [scheme.header]: `t=${moment},v1=${digest}` };
  const own = scheme.moment === undefined || moment === undefined ? {} : { [scheme.moment.header]: moment };
  return { [scheme.header]: `${scheme.prefix ?? ''}${digest}`, ...own };
}
