import type { Db } from '../../db/schema.ts';
import type { Person } from '../chat/directory.ts';
import type { Reader } from './asks/more-card.ts';
import { watchersOf } from './asks/watch-store.ts';
import { dutiesInForce } from './clocks/in-force.ts';
import { dutyIn, mayHandle } from './duties/duties.ts';
import type { Lead } from './lead.ts';

/** Who somebody is to a lead: whose move it is, whether they may take it, whether they watch it. */
export async function readReader(db: Db, lead: Lead, who: Person): Promise<Reader> {
  const { value: duties } = await dutiesInForce(db);
  return {
    who,
    duty: dutyIn(duties, lead.stage),
    mayHandle: mayHandle(duties, lead.stage, who) === undefined,
    watching: (await watchersOf(db, lead.number)).includes(who.id),
  };
}
