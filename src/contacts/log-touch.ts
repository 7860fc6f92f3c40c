import type { Tx } from '../../db/store.ts';
import { clientChanged } from '../clients/client-changed.ts';
import { membersOf } from '../clients/store.ts';
import { newId } from '../kernel/ids.ts';
import { append } from '../ledger/append.ts';
import type { Channel } from './channels.ts';
import type { Light } from './clearance/rule.ts';
import { clearClient } from './read-facts.ts';
import { endReservation, insertStop, insertTouch, readReservation } from './store.ts';

/** One contact with a client, in either direction. `person` is who acted, `actor` who reports it. */
export type Touch = {
  readonly client: string;
  readonly lead: number | undefined;
  readonly person: string | undefined;
  readonly actor: string;
  readonly channel: Channel;
  readonly direction: 'in' | 'out';
  readonly outcome: string | undefined;
  /** The offer or subject, in a few words. */
  readonly about: string | undefined;
  readonly note: string | undefined;
  /** By a button, before it was made. */
  readonly announced?: true;
  /** Epoch ms. */
  readonly at: number;
};

/**
 * Logs a touch; the reservation of whoever acted is closed by it. A touch is never refused: what happened happened.
 * Gives its id and what clearance would have said, which the ledger keeps: so contacts that nobody asked for count.
 */
export async function logTouch(tx: Tx, touch: Touch, now: number): Promise<{ id: string; light: Light }> {
  const { client, lead, person, actor, channel, direction, outcome, about, note, at, announced } = touch;
  const { light } =
    direction === 'in'
      ? { light: 'green' as const }
      : await clearClient(tx.db, client, { channel, actor: person ?? actor, offer: about }, at);
  const id = newId();
  await insertTouch(tx.db, {
    id,
    client_id: client,
    lead: lead ?? null,
    person_id: person ?? null,
    actor,
    channel,
    direction,
    outcome: outcome ?? null,
    about: about ?? null,
    at,
  });
  if (direction === 'out' && person !== undefined) await endOwn(tx, client, person, at);
  await append(
    tx,
    {
      stream: client,
      client,
      ...(lead === undefined ? {} : { lead }),
      kind: 'contact.touched',
      actor: person ?? actor,
      detail: {
        touch: id,
        channel,
        direction,
        outcome: outcome ?? null,
        // Whoever announced it was warned then, and that is on record.
        light: announced ? 'green' : light,
        happened: at,
      },
      words: { ...(about ? { about } : {}), ...(note ? { note } : {}) },
    },
    now,
  );
  const stop = outcome === 'stop' ? 'any' : outcome === 'stop-here' ? channel : undefined;
  if (stop !== undefined)
    await insertStop(tx.db, { client_id: client, channel: stop, person_id: person ?? null, actor, since: at });
  await clientChanged(tx, client);
  return { id, light };
}

/** A touch ends the reservation that it was made under; not one that came after it. */
async function endOwn(tx: Tx, client: string, person: string, at: number): Promise<void> {
  const reservation = await readReservation(tx.db, await membersOf(tx.db, client));
  if (reservation?.person_id === person && at >= reservation.since) await endReservation(tx.db, reservation);
}
