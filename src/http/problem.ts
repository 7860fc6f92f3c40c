import type { z } from 'zod';
import type { Fault } from '../feature.ts';

/** A problem document (RFC 9457): what is wrong, and with which field. */
export type Problem = { type: string; title: string; status: number; errors?: readonly Fault[] };

const titles: Readonly<Record<string, string>> = {
  unauthorized: 'The bearer token is missing or unknown.',
  'not-found': 'There is nothing at this address.',
  'not-json': 'The body must be JSON, with Content-Type: application/json.',
  'too-large': 'The body is larger than is accepted.',
  'source-unknown': 'No source is connected at this address.',
  'source-refused': 'This is not what the source itself would send.',
  'client-unknown': 'There is no such client.',
  'client-ambiguous': 'Several clients have this.',
  'check-unknown': 'There is no such mailing check.',
  'check-not-ready': 'The mailing check cannot do this now.',
  'check-changed': 'This is not the list that was confirmed.',
  'too-many-rows': 'The audience is larger than is accepted.',
  'hash-key-unknown': 'The hashes are under another key.',
  'link-over': 'This link is over, or was never one of ours.',
  gone: 'What this answer was about has been erased.',
  invalid: 'Some fields cannot be accepted.',
  'idempotency-key-malformed': 'The idempotency key cannot be used.',
  'idempotency-key-running': 'A request with this idempotency key is still running; ask again in a moment.',
  'idempotency-key-reused': 'This idempotency key was used with another body.',
  internal: 'Something broke here. Nothing was stored; try again.',
};

/** A problem by its name; the names are part of the API. */
export function problem(name: string, status: number, errors?: readonly Fault[]): Problem {
  return { type: `urn:baton:problem:${name}`, title: titles[name] ?? name, status, ...(errors ? { errors } : {}) };
}

/** A longer list of faults is read by nobody. */
const mostFaults = 20;

/** What a schema found wrong, as fields and faults. */
export function faultsOf(error: z.ZodError): Fault[] {
  return error.issues
    .slice(0, mostFaults)
    .map(({ path, message }) => ({ field: path.join('.') || 'body', fault: message }));
}
