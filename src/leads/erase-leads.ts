import type { Tx } from '../../db/store.ts';
import { behind } from '../chat/want.ts';
import type { ErasePart } from '../clients/erase/erase-client.ts';
import { keysOfClient } from '../clients/key-store.ts';
import { thankSubject } from './care/care.ts';
import { blankLeads, blankReceipts, blankUntouched, forgetRecommenders } from './erase-store.ts';
import { forgetSaid } from './intake/forget-said.ts';
import { waitingSubject } from './intake/waiting.ts';
import { erasedSubject, subjectOf } from './lead.ts';

/**
 * What is left of a lead is its number, its source and what was done with it; what its client said by a source goes, and
 * every card that names them is drawn again.
 */
export const eraseLeads: ErasePart = async (tx, members, now) => {
  const keys = new Set((await keysOfClient(tx.db, members)).map(({ value }) => value));
  const leads = await blankLeads(tx.db, members);
  await blankReceipts(tx.db, leads);
  const waiting = await forgetSaid(tx.db, { leads, keys }, now);
  const recommended = await forgetRecommenders(tx.db, members);
  await behind(
    tx,
    ...leads.flatMap((number) => [subjectOf(number), erasedSubject(number)]),
    ...waiting.map(waitingSubject),
    ...recommended.flatMap((number) => [subjectOf(number), thankSubject(number)]),
  );
};

/** Leads that a list brought go, unless somebody has done anything with them. */
export async function unlistLeads(tx: Tx, client: string, actor: string): Promise<void> {
  for (const number of await blankUntouched(tx.db, client, actor)) await behind(tx, subjectOf(number));
}
