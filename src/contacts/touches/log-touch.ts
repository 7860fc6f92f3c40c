import type { Tx } from '../../../db/store.ts';
import { clientChanged } from '../../clients/client-changed.ts';
import { membersOf } from '../../clients/store.ts';
import { newId } from '../../kernel/ids.ts';
import { append } from '../../ledger/append.ts';
import type { Channel } from '../channels.ts';
import { lightOf } from '../clearance/clear.ts';
import type { Light, Reason } from '../clearance/rule.ts';
import { clearClient } from '../read-facts.ts';
import { endReservation, reservationBy } from '../reservations/store.ts';
import { keepNextStep, type Next } from './next-step.ts';
import { noteStop } from './note-stop.ts';
import { insertTouch } from './store.ts';

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
  /** What was agreed with the client, and for when. */
  readonly next?: Next | undefined;
  /** The codes of the reasons that somebody was shown who announced it by a button: of these they were warned then. */
  readonly shown?: readonly string[];
  /** Epoch ms. */
  readonly at: number;
};

/**
 * Logs a touch; the reservation of whoever acted is closed by it. A touch is never refused: what happened happened.
 * Gives its id and the light of what nobody was warned of before, which the ledger keeps: so such contacts count.
 */
export async function logTouch(tx: Tx, touch: Touch, now: number): Promise<{ id: string; light: Light }> {
  const { client, lead, person, actor, channel, direction, outcome, about, note, next, at, shown = [] } = touch;
  const reasons = direction === 'in' ? [] : await newsFor(tx, touch, shown);
  const light = lightOf(reasons);
  const id = newId();
  const row = { id, client_id: client, lead: lead ?? null, person_id: person ?? null, actor, channel, direction, at };
  const said = { outcome: outcome ?? null, about: about ?? null };
  await insertTouch(tx.db, { ...row, ...said, told_at: now, corrects: null, replaced_by: null });
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
        light,
        ...(light === 'green' ? {} : { reasons: reasons.map(({ code }) => code).join(' ') }),
        happened: at,
      },
      words: { ...(about ? { about } : {}), ...(note ? { note } : {}), ...(next ? { next: next.step } : {}) },
    },
    now,
  );
  await noteStop(tx, { client, channel, person, actor, outcome, at });
  if (person !== undefined) await keepNextStep(tx, { client, person, next, since: at }, now);
  await clientChanged(tx, client);
  return { id, light };
}

/** What speaks against a contact that nobody was warned of before it: a double contact, or nearly one. */
async function newsFor(tx: Tx, touch: Touch, shown: readonly string[]): Promise<readonly Reason[]> {
  const { client, channel, person, actor, about, at } = touch;
  const { reasons } = await clearClient(tx.db, client, { channel, actor: person ?? actor, offer: about }, at);
  return reasons.filter(({ code }) => !shown.includes(code));
}

/** A touch ends the reservation that it was made under; not one that came after it. */
async function endOwn(tx: Tx, client: string, person: string, at: number): Promise<void> {
  const reservation = await reservationBy(tx.db, await membersOf(tx.db, client), person);
  if (reservation && at >= reservation.since) await endReservation(tx.db, reservation);
}
