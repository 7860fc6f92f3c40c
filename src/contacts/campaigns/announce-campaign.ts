import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { want } from '../../chat/want.ts';
import { newId } from '../../kernel/ids.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import { isMarketing } from '../marketing.ts';
import { type Campaign, campaignSubject } from './campaign.ts';
import { insertCampaign } from './store.ts';

/** What marketing plans. */
export type Planned = Pick<Campaign, 'name' | 'offer' | 'audience' | 'firstDay' | 'lastDay'>;

/** Marketing says what it plans, in every shared place. Gives its id; refuses whoever is not of marketing. */
export async function announceCampaign(
  tx: Tx,
  who: Person,
  { name, offer, audience, firstDay, lastDay }: Planned,
  places: readonly string[],
  now: number,
): Promise<string | Refusal> {
  if (!isMarketing(who)) return refuse('campaign.not-yours');
  const id = newId();
  const days = { first_day: firstDay, last_day: lastDay };
  const row = { id, version: 1, name, offer, audience, ...days, person_id: who.id, state: 'announced', at: now };
  await insertCampaign(tx.db, row);
  const words = { about: name, audience, ...(offer ? { offer } : {}) };
  const detail = { campaign: id, ...days };
  await append(tx, { stream: 'org', kind: 'campaign.announced', actor: who.id, detail, words }, now);
  for (const place of places) await want(tx, { place, kind: 'campaign.card', subject: campaignSubject(id) }, now);
  return id;
}
