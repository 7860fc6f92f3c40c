import type { Db } from '../../db/schema.ts';
import type { Open, Standing } from '../clients/client.ts';
import { openQuestions } from '../clients/judgements/read-question.ts';
import { standingsOf } from '../clients/standing.ts';
import { membersOf } from '../clients/store.ts';
import { currentReservation } from '../contacts/reservations/current-reservation.ts';
import { stopsOf } from '../contacts/touches/stop-store.ts';
import { dutyPerson } from '../team/duty/read-duty.ts';
import type { Around } from './around.ts';
import { recommenderOf } from './care/store.ts';
import { dutiesInForce } from './clocks/in-force.ts';
import { dutyIn, responsibleDepartment } from './duties/duties.ts';
import { heldBy, isFree } from './hold.ts';
import { lastRelease } from './last-release.ts';
import type { Lead } from './lead.ts';
import { fieldsOf } from './stages/field-store.ts';

/** A card names so many colleagues who have the same client. */
const mostOthers = 3;

/** What the card of a lead shows beside the lead: why it came back, who is contacting its client, who else has it. */
export async function readAround(
  db: Db,
  lead: Lead,
  now: number,
): Promise<
  Around & { readonly others: readonly Standing[]; readonly questions: readonly Open[]; readonly late: boolean }
> {
  const mine = heldBy(lead.hold)?.owner.id;
  const members = await membersOf(db, lead.client);
  const standings = await standingsOf(db, members);
  const { value: duties } = await dutiesInForce(db);
  const waits = isFree(lead.hold) && !lead.closed;
  return {
    handles: dutyIn(duties, lead.stage)?.handles,
    duty: waits ? await dutyPerson(db, responsibleDepartment(duties, lead.stage), now) : undefined,
    late: lead.clock !== undefined && lead.clock.due <= now,
    said: await fieldsOf(db, lead.number),
    recommended: await recommenderOf(db, lead.number),
    // A lead that nobody has touched has not come back.
    back: isFree(lead.hold) && lead.version > 1 ? await lastRelease(db, lead.number) : undefined,
    stops: (await stopsOf(db, members)).map(({ channel }) => channel),
    reservation: await currentReservation(db, lead.client, now),
    questions: (await openQuestions(db, members)).slice(0, mostOthers),
    others: standings
      .filter(({ lead: number, owner }) => number !== lead.number && owner && owner.id !== mine)
      .slice(0, mostOthers),
  };
}
