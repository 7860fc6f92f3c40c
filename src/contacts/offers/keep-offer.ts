import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { newId } from '../../kernel/ids.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import { foldOffer } from '../clearance/offer.ts';
import { isMarketing } from '../marketing.ts';
import { saveOffer } from './store.ts';

/** An offer as somebody describes it: of a family, if it has sisters, and until when it is made (epoch ms), if that is known. */
export type Described = {
  readonly name: string;
  readonly family: string | undefined;
  readonly until: number | undefined;
};

/** Keeps an offer, or changes the one of its name. Refuses whoever is not of marketing: `offer.not-yours`. */
export async function keepOffer(
  tx: Tx,
  who: Person,
  { name, family, until }: Described,
  now: number,
): Promise<undefined | Refusal> {
  if (!isMarketing(who)) return refuse('offer.not-yours');
  const key = foldOffer(name);
  if (key === '') return refuse('offer.nameless');
  const family_key = family ? foldOffer(family) || null : null;
  const row = { id: newId(), name_key: key, name, family_key, family: family_key && (family ?? null) };
  await saveOffer(tx.db, { ...row, until: until ?? null, actor: who.id, at: now });
  const words = { about: name, ...(family ? { family } : {}) };
  await append(tx, { stream: 'org', kind: 'offer.kept', actor: who.id, detail: { until: until ?? null }, words }, now);
  return undefined;
}
