import type { ErasePart } from '../clients/erase/erase-client.ts';
import { blankTouches } from './store.ts';

/** Touches stay without what they were about; nobody is contacting somebody who was erased. */
export const eraseContacts: ErasePart = (tx, members) => blankTouches(tx.db, members);
