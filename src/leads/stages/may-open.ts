import type { Person } from '../../chat/directory.ts';
import { isFree } from '../hold.ts';
import type { Lead } from '../lead.ts';

/** Whether somebody may open a closed lead that is not theirs: nobody has it, or they manage. */
export function mayOpen({ hold, closed }: Lead, who: Person): boolean {
  return closed !== undefined && (isFree(hold) || (who.role !== 'rep' && hold.owner.id !== who.id));
}
