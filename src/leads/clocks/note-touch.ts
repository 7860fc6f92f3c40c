import type { Tx } from '../../../db/store.ts';
import { behind } from '../../chat/want.ts';
import { membersOf } from '../../clients/store.ts';
import type { Touched } from '../../feature.ts';
import { changeHold } from '../change-lead.ts';
import { heldBy, work } from '../hold.ts';
import { type Lead, subjectOf } from '../lead.ts';
import { heldLeadsOf } from '../list-store.ts';
import { readLead, saveLead } from '../store.ts';
import { tell } from './tell.ts';
import { armTimes, timesFor } from './times.ts';

/**
 * A client was contacted, or wrote: the leads of whoever spoke with them are being worked on, and what they wait for
 * begins anew; a lead that waited for the client waits no longer once they write. Whoever has a lead is told that a
 * colleague was in touch.
 */
export const noteTouch: Touched = async (tx, { client, person, channel, direction, at }, now) => {
  for (const lead of await heldLeadsOf(tx.db, await membersOf(tx.db, client))) {
    const held = heldBy(lead.hold);
    if (!held || at < held.since) continue;
    const own = held.owner.id === person;
    // A mailing was checked with them before it went out.
    if (!own && person !== undefined && direction === 'out' && channel !== 'mailing')
      await tell(tx, [held.owner.id], { lead: lead.number, kind: 'contacted', at: now }, now);
    if (held.hold === 'working' && (own || direction === 'in')) await retimeLead(tx, lead.number, now);
    else if (own || (direction === 'in' && held.hold === 'paused')) await startWorking(tx, lead, person, now);
  }
};

async function startWorking(tx: Tx, { number, hold }: Lead, person: string | undefined, now: number): Promise<void> {
  const told =
    hold.hold === 'paused' ? ({ kind: 'lead.resumed' } as const) : ({ kind: 'lead.worked', noted: true } as const);
  await changeHold(tx, person ?? 'baton', number, work, told, now);
}

/** What a lead waits for begins anew, though nothing else about it has changed. */
export async function retimeLead(tx: Tx, number: number, now: number): Promise<void> {
  for (;;) {
    const lead = await readLead(tx.db, number);
    if (!lead) return;
    const times = await timesFor(tx.db, lead, now);
    if (!(await saveLead(tx.db, { ...lead, version: lead.version + 1 }, times, now, {}))) continue;
    await armTimes(tx, number, times);
    return behind(tx, subjectOf(number));
  }
}
