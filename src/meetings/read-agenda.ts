import type { Db } from '../../db/schema.ts';
import { day } from '../kernel/clock.ts';
import { countFree, freeLeads } from '../leads/list-store.ts';
import { historyOfKinds } from '../ledger/read.ts';
import { type Agenda, agendaKinds, agendaOf } from './agenda.ts';

/** A series meets weekly. */
const period = 7 * day;

/** The agenda of a meeting: the week before it, or before now if it has yet to come. */
export async function readAgenda(db: Db, start: number, now: number): Promise<Agenda> {
  const to = Math.min(start, now);
  const [longest] = await freeLeads(db, 1);
  const rows = await historyOfKinds(db, agendaKinds, to - period, to);
  return agendaOf(rows, {
    free: await countFree(db),
    longest: longest && { number: longest.number, since: longest.arrivedAt },
  });
}
