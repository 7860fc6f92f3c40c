import { insertMany } from '../../../db/many.ts';
import type { Tx } from '../../../db/store.ts';
import { clientsChanged } from '../../clients/client-changed.ts';
import { membersOfAll } from '../../clients/store.ts';
import { newId } from '../../kernel/ids.ts';
import { appendEach } from '../../ledger/append-each.ts';
import type { Check } from './check.ts';
import { linesIn } from './store.ts';

/** What was sent comes back: a touch for every client on a part of the final list who is still there. */
export async function logPart(tx: Tx, check: Check, part: number, now: number): Promise<void> {
  const kept = (await linesIn(tx.db, check.id, part)).filter(({ verdict }) => verdict === 'keep');
  const listed = kept.flatMap(({ client }) => client ?? []);
  const clients = [...(await membersOfAll(tx.db, listed)).keys()];
  const { person, actor } = check;
  const about = check.offer ?? check.name;
  const touches = clients.map((client) => ({
    id: newId(),
    client_id: client,
    lead: null,
    person_id: person ?? null,
    actor,
    channel: 'mailing',
    direction: 'out',
    outcome: 'sent',
    about,
    at: now,
  }));
  await insertMany(tx.db, 'touch', touches);
  const how = { channel: 'mailing', direction: 'out', outcome: 'sent' };
  const entries = touches.map(({ id, client_id: client }) => ({
    stream: client,
    client,
    kind: 'contact.touched',
    actor: person ?? actor,
    // It was cleared when the list was confirmed.
    detail: { touch: id, ...how, light: 'green', happened: now, check: check.id },
    words: { about },
  }));
  await appendEach(tx, entries, now);
  await clientsChanged(tx, clients);
}
