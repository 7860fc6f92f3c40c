import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { readLead } from '../store.ts';
import { deleteWatch, insertWatch } from './watch-store.ts';

/** Somebody wants to know when a lead is free again, or no longer. Refusal: `lead.unknown`. */
export async function watchLead(
  tx: Tx,
  who: Person,
  { number, watch }: { readonly number: number; readonly watch: boolean },
): Promise<undefined | Refusal> {
  if (!(await readLead(tx.db, number))) return refuse('lead.unknown', { number: String(number) });
  if (watch) await insertWatch(tx.db, number, who.id);
  else await deleteWatch(tx.db, number, who.id);
  return undefined;
}
