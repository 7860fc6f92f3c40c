import type { Tx } from '../../db/store.ts';
import { behind } from '../chat/want.ts';
import type { ErasePart } from '../clients/erase/erase-client.ts';
import { blankLeads, blankUntouched } from './erase-store.ts';
import { subjectOf } from './lead.ts';

/** What is left of a lead is its number, its source and what was done with it. */
export const eraseLeads: ErasePart = async (tx, members) => {
  for (const number of await blankLeads(tx.db, members)) await behind(tx, subjectOf(number));
};

/** Leads that a list brought go, unless somebody has done anything with them. */
export async function unlistLeads(tx: Tx, client: string, actor: string): Promise<void> {
  for (const number of await blankUntouched(tx.db, client, actor)) await behind(tx, subjectOf(number));
}
