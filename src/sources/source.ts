import type { Delivery, Settings, SourceAnswer, SourceLead } from '../kernel/delivery.ts';

/** What a delivery says: whole enquiries, enquiries that have to be fetched by their ids, or neither. */
export type Read = {
  /** The source's own id of this delivery; without one the same body counts as the same delivery for a while. */
  readonly event?: string | undefined;
  readonly leads?: readonly SourceLead[];
  /** Enquiries of which only this is known: the rest is fetched by their `externalId`. */
  readonly fetch?: readonly SourceLead[];
  /** It tells of no new enquiry: a change, a reminder. */
  readonly nothing?: string;
};

/** How a source proves that a delivery is its own. */
export type Scheme =
  /** Its address holds a token of ours, which nobody else knows. */
  | { readonly by: 'address' }
  /** A secret stands in the body, or in a header. */
  | { readonly by: 'field'; readonly path: string; readonly header?: string }
  | { readonly by: 'basic' }
  | Hmac;

/** An HMAC of the body, and of a moment where the source says when. */
export type Hmac = {
  readonly by: 'hmac';
  readonly header: string;
  readonly algorithm: 'sha256' | 'sha1';
  readonly encoding: 'hex' | 'base64';
  /** Before the digest: `sha256=`. */
  readonly prefix?: string;
  /** Before the body, in what is signed. */
  readonly before?: string;
  /** When it was sent: in a header of its own, or beside the digest (`t=…,v1=…`). */
  readonly moment?: { readonly header: string; readonly unit: 's' | 'ms' } | 'beside';
  /** Between the moment and the body; `uri` for what HubSpot signs: method, address, body, moment. */
  readonly signs?: '.' | ':' | 'uri';
  readonly toleranceS?: number;
};

/** A source of leads: how to trust it, how to read it, and what it wants to hear. */
export type SourceKind = {
  readonly name: string;
  readonly scheme: Scheme;
  /** A delivery that is no enquiry, and wants an answer of its own. */
  readonly greet?: (
    delivery: Delivery,
    body: unknown,
    settings: Settings,
    secret: string | undefined,
  ) => SourceAnswer | undefined;
  readonly read: (body: unknown, settings: Settings) => Read;
  /** What a good delivery is answered; an empty JSON object unless told otherwise. */
  readonly thanks?: (body: unknown) => SourceAnswer;
  /** Fields that are secrets and are not kept. */
  readonly secrets?: readonly string[];
  /** How an enquiry is fetched from the source, and read. */
  readonly fetching?: {
    readonly api: string;
    readonly path: (id: string) => string;
    readonly read: (body: unknown, settings: Settings) => SourceLead;
  };
};

/** An answer in JSON. */
export function json(value: unknown, status = 200): SourceAnswer {
  return { status, type: 'application/json', body: JSON.stringify(value) };
}

/** An answer in plain words. */
export function words(body: string): SourceAnswer {
  return { status: 200, type: 'text/plain; charset=utf-8', body };
}
