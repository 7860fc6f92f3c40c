import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import type { Sent } from '../chat/platform.ts';
import { second } from '../kernel/clock.ts';

/** Slack says so itself, and without effect: another try may succeed. */
const passing = new Set([
  'service_unavailable',
  // Somebody will invite the bot, and then everything that waits is posted. A private channel is not even found.
  'not_in_channel',
  'channel_not_found',
  'team_added_to_org',
  'invalid_auth',
  'token_expired',
  'token_revoked',
  'account_inactive',
  'missing_scope',
]);
/** Slack failed half-way, and may have done its work. */
const halfWay = new Set(['internal_error', 'fatal_error', 'request_timeout']);

export type Failed = Exclude<Sent, { is: 'sent' }>;

/** What a failed call of the Web API means for whoever made it. `lane` is the one that a rate limit closes. */
export function failureOf(fault: unknown, lane: string): Failed {
  if (fault instanceof WebAPIRateLimitedError) return { is: 'limited', lane, waitMs: fault.retryAfter * second };
  if (!(fault instanceof WebAPIPlatformError)) return { is: 'unknown', why: String(fault) };
  const why = fault.data.error;
  if (why === 'ratelimited') return { is: 'limited', lane, waitMs: second };
  if (why === 'message_not_found') return { is: 'gone' };
  if (halfWay.has(why)) return { is: 'unknown', why };
  return { is: passing.has(why) ? 'again' : 'refused', why };
}
