import { behind } from '../chat/want.ts';
import type { ErasePart } from '../clients/erase/erase-client.ts';
import { subjectOf } from './lead.ts';
import { blankLeads } from './store.ts';

/** What is left of a lead is its number, its source and what was done with it. */
export const eraseLeads: ErasePart = async (tx, members) => {
  for (const number of await blankLeads(tx.db, members)) await behind(tx, subjectOf(number));
};
