import type { Person } from '../../chat/directory.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import type { Check } from './check.ts';

/** Mailings are marketing's; whoever leads both departments may do as marketing does. */
export function mayMail({ department, role }: Person): boolean {
  return department === 'marketing' || role !== 'rep';
}

/** Whoever asked, or somebody else of marketing, goes on with a check. */
export function mayGoOn(who: Person, check: Check): Refusal | undefined {
  return check.person === who.id || mayMail(who) ? undefined : refuse('mailing.not-yours');
}
