import type { Sent } from '../chat/platform.ts';
import { type Answered, Unsent } from './connector.ts';

export type Failed = Exclude<Sent, { is: 'sent' }>;

/** Surely without effect, and worth another try: a precondition, or a channel to which somebody will add the bot. */
const passing = new Set([401, 404, 412]);

/** What an answer that is no success means. `lane` is the one that a rate limit closes. */
export function failureOf({ status, retryAfter, body }: Answered, lane: string): Failed {
  const why = `${status} ${codeOf(body)}`;
  if (status === 429) return { is: 'limited', lane, waitMs: retryAfter };
  if (passing.has(status)) return { is: 'again', why };
  // The bot is not installed there, or was removed, or blocked.
  if (status === 403) return { is: 'unreachable', why };
  if (status >= 500) return { is: 'unknown', why };
  return { is: 'refused', why };
}

/** What a request without an answer means. */
export function lossOf(fault: unknown): Failed {
  if (fault instanceof Unsent) return { is: 'again', why: fault.message };
  const cause = (fault as { cause?: { code?: string } }).cause?.code;
  const unsent = cause === 'ECONNREFUSED' || cause === 'ENOTFOUND' || cause === 'EAI_AGAIN';
  return { is: unsent ? 'again' : 'unknown', why: cause ?? String(fault) };
}

function codeOf(body: unknown): string {
  return (body as { error?: { code?: string } } | undefined)?.error?.code ?? '';
}
