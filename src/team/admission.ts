import type { Profile } from '../chat/directory.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';

/** Only full members of the workspace may do anything; everybody else is told why not, and leaves no row. */
export function admit(standing: Profile['standing']): Refusal | undefined {
  if (standing === 'member') return undefined;
  return refuse(`person.${standing === 'absent' ? 'outsider' : standing}`);
}
