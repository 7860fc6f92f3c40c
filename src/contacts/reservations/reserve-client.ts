import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { direct, want } from '../../chat/want.ts';
import { clientChanged } from '../../clients/client-changed.ts';
import { membersOf } from '../../clients/store.ts';
import { minute } from '../../kernel/clock.ts';
import { append } from '../../ledger/append.ts';
import { dueAt } from '../../schedule/due.ts';
import type { Clearance } from '../clearance/clear.ts';
import { offerById } from '../offers/store.ts';
import { clearClient } from '../read-facts.ts';
import type { Contact } from './contact.ts';
import { expireReservation } from './end-reservation.ts';
import { type ReservationRow, reservationsOf, saveReservation } from './store.ts';
import { type WentOn, wentOnSubject } from './went-on.ts';

/** For how long (ms) one contact holds the client. */
export const reservedFor = 15 * minute;

/** `on` goes on over an amber warning, `why` over a red one. */
export type Insistence = { readonly on?: true; readonly why?: string | undefined };

export type Reserved = { readonly until: number };
export type Warned = { readonly warned: Clearance };

/**
 * "I am contacting them now": fifteen minutes in which nobody else does. Before it comes clearance: an amber answer
 * needs insistence, a red one a reason, and while somebody else is at it there is none. Every warning is told to the
 * ledger, and so is going on over it.
 */
export async function reserveClient(
  tx: Tx,
  who: Person,
  contact: Contact,
  insistence: Insistence,
  pressed: number,
): Promise<Reserved | Warned> {
  const { client, lead, channel } = contact;
  const offer = contact.offer && (await offerById(tx.db, contact.offer))?.name;
  const members = await membersOf(tx.db, client);
  const root = members[0] ?? client;
  // Pressing twice is reserving once: the second press is warned of nothing, and tells nobody.
  const mine = (await reservationsOf(tx.db, members)).find(
    (row) => row.person_id === who.id && row.channel === channel && pressed < row.until,
  );
  if (mine) return { until: mine.until };
  for (let now = pressed; ; ) {
    const clearance = await clearClient(tx.db, client, { channel, actor: who.id, offer }, now);
    const { light, reasons } = clearance;
    const entry = { stream: client, client, ...(lead === undefined ? {} : { lead }), actor: who.id };
    const detail = { channel, light, reasons: reasons.map(({ code }) => code).join(' ') };
    if (!mayGoOn(clearance, insistence)) {
      await append(tx, { ...entry, kind: 'contact.warned', detail }, now);
      return { warned: clearance };
    }
    const until = now + reservedFor;
    const row = { client_id: root, person_id: who.id, channel, lead: lead ?? null, since: now, until };
    await askWhoeverLetItLapse(tx, row, now);
    if (!(await saveReservation(tx.db, row, now))) {
      // Somebody was faster: then there is something new to be warned of, though their clock be ahead of ours.
      const [other] = await reservationsOf(tx.db, [root]);
      now = Math.max(now, other?.since ?? now);
      continue;
    }
    if (light !== 'green') {
      const words = insistence.why ? { words: { why: insistence.why } } : {};
      await append(tx, { ...entry, kind: 'contact.overridden', detail, ...words }, now);
      if (light === 'red') await tellOwners(tx, clearance, { ...contact, who: who.id, at: now });
    }
    await append(tx, { ...entry, kind: 'contact.reserved', detail }, now);
    await dueAt(tx, { kind: 'contact.reservation-over', key: root, at: until, detail: { person: who.id } });
    await clientChanged(tx, client);
    return { until };
  }
}

/** Whoever has the client hears of it at once, and why. */
async function tellOwners(tx: Tx, { reasons }: Clearance, wentOn: WentOn): Promise<void> {
  const owners = new Set(reasons.flatMap(({ code, who }) => (code === 'held' || code === 'negotiating' ? who.id : [])));
  for (const owner of owners)
    await want(tx, { place: direct(owner), kind: 'contact.tell-owner', subject: wentOnSubject(wentOn) }, wentOn.at);
}

/** A reservation that is over, and that the tick has not come to yet, is ended as the tick would end it. */
async function askWhoeverLetItLapse(tx: Tx, { client_id, person_id }: ReservationRow, now: number): Promise<void> {
  const [before] = await reservationsOf(tx.db, [client_id]);
  if (before && before.until <= now && before.person_id !== person_id)
    await expireReservation(tx, client_id, before.until, now);
}

function mayGoOn({ light, reasons }: Clearance, { on, why }: Insistence): boolean {
  if (reasons.some(({ code }) => code === 'reserved')) return false;
  const reasoned = why !== undefined && why.trim() !== '';
  return light === 'green' || reasoned || (light === 'amber' && on === true);
}
