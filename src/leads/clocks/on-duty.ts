import type { Tx } from '../../../db/store.ts';
import { dutyPerson } from '../../team/duty/read-duty.ts';
import { responsibleDepartment } from '../duties/duties.ts';
import type { Lead } from '../lead.ts';
import { dutiesInForce } from './in-force.ts';
import { tell } from './tell.ts';

/** Who is on duty for a lead in its stage; undefined while the company has nobody. */
export async function onDutyFor({ db }: Tx, { stage }: Pick<Lead, 'stage'>, now: number): Promise<string | undefined> {
  const { value: duties } = await dutiesInForce(db);
  return (await dutyPerson(db, responsibleDepartment(duties, stage), now))?.id;
}

/** It is another department's move, and nobody has the lead: whoever is on duty there is told, unless they did it. */
export async function tellItsMove(tx: Tx, lead: Lead, actor: string, now: number): Promise<void> {
  const duty = await onDutyFor(tx, lead, now);
  if (duty !== undefined && duty !== actor)
    await tell(tx, [duty], { lead: lead.number, kind: 'your-move', at: now }, now);
}
