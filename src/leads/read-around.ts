import type { Db } from '../../db/schema.ts';
import type { Open, Standing } from '../clients/client.ts';
import { openQuestions } from '../clients/judgements/read-question.ts';
import { standingsOf } from '../clients/standing.ts';
import { membersOf } from '../clients/store.ts';
import { currentReservation } from '../contacts/reservations/current-reservation.ts';
import type { Around } from './cards.ts';
import { lastRelease } from './last-release.ts';
import type { Lead } from './lead.ts';

/** A card names so many colleagues who have the same client. */
const mostOthers = 3;

/** What the card of a lead shows beside the lead: why it came back, who is contacting its client, who else has it. */
export async function readAround(
  db: Db,
  lead: Lead,
  now: number,
): Promise<Around & { readonly others: readonly Standing[]; readonly questions: readonly Open[] }> {
  const mine = lead.hold.hold === 'claimed' ? lead.hold.owner.id : undefined;
  const members = await membersOf(db, lead.client);
  const standings = await standingsOf(db, members);
  return {
    // A lead that nobody has touched has not come back.
    back: lead.hold.hold === 'free' && lead.version > 1 ? await lastRelease(db, lead.number) : undefined,
    reservation: await currentReservation(db, lead.client, now),
    questions: (await openQuestions(db, members)).slice(0, mostOthers),
    others: standings
      .filter(({ lead: number, owner }) => number !== lead.number && owner && owner.id !== mine)
      .slice(0, mostOthers),
  };
}
