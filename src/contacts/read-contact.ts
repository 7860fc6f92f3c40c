import type { Db } from '../../db/schema.ts';
import type { Card } from '../chat/card.ts';
import type { Person } from '../chat/directory.ts';
import { keysOfClient } from '../clients/key-store.ts';
import { clientById, membersOf } from '../clients/store.ts';
import type { Say } from '../words/say.ts';
import type { Reachable } from './cards.ts';
import { announced } from './channels.ts';
import { clear } from './clearance/clear.ts';
import { nothingKnown } from './clearance/facts.ts';
import { contactCard } from './contact-card.ts';
import type { Offered } from './offers/inputs.ts';
import { readFacts } from './read-facts.ts';
import { rulesInForce } from './rules/store.ts';
import { lastToldBy } from './touches/store.ts';

/** A client and how to reach them. */
export async function readReachable(db: Db, id: string): Promise<Reachable | undefined> {
  const client = await clientById(db, id);
  return client && { ...client, keys: await keysOfClient(db, await membersOf(db, id)) };
}

/** May I contact them, perhaps with an offer? The card for one asker. */
export async function contactCardOf(
  db: Db,
  id: string,
  { who, offer }: { readonly who: Person; readonly offer?: Offered | undefined },
  now: number,
  say: Say,
): Promise<Card | undefined> {
  const client = await readReachable(db, id);
  if (!client) return undefined;
  const facts = (await readFacts(db, [id], { offer: offer?.name, channels: announced }, now)).get(id) ?? nothingKnown;
  const { values } = await rulesInForce(db);
  const asked = { facts, offer: offer?.name, actor: who.id, values, now };
  const answers = { call: clear({ ...asked, channel: 'call' }), email: clear({ ...asked, channel: 'email' }) };
  const mine = await lastToldBy(db, await membersOf(db, id), who.id);
  return contactCard(client, answers, { stopped: facts.stops.length > 0, mine, offer }, say);
}
