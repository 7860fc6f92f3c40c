import type { Person } from '../../chat/directory.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { isMarketing } from '../marketing.ts';
import type { Check } from './check.ts';

/** Whoever asked, or somebody else of marketing, goes on with a check. */
export function mayGoOn(who: Person, check: Check): Refusal | undefined {
  return check.person === who.id || isMarketing(who) ? undefined : refuse('mailing.not-yours');
}
