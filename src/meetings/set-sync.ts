import type { Tx } from '../../db/store.ts';
import type { Person } from '../chat/directory.ts';
import { behind } from '../chat/want.ts';
import { newId } from '../kernel/ids.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { append } from '../ledger/append.ts';
import { namesOf } from '../team/store.ts';
import { planNext } from './plan-next.ts';
import { currentSync, forgetPlanned, insertSync, plannedAfter, readSync, saveMembers, updateSync } from './store.ts';
import { occurrenceSubject, type Rule, type Sync } from './sync.ts';

export type Settings = Rule & { readonly places: readonly string[]; readonly people: readonly string[] };

/**
 * Sets up the series, or changes it from now on: what was planned under the old settings no longer counts. There is
 * one at a time: a second that somebody sets up meanwhile is refused. Gives the series and its next meeting, if it
 * is not paused.
 */
export async function setSync(
  tx: Tx,
  who: Person,
  id: string | undefined,
  { weekday, localTime, zone, places, people }: Settings,
  now: number,
): Promise<{ sync: Sync; next: number | undefined } | Refusal> {
  const current = await currentSync(tx.db);
  const known = id === undefined ? undefined : await readSync(tx.db, id);
  if (id === undefined ? current : current?.id !== id) return refuse('sync.changed');
  const state = known?.state ?? 'active';
  const rule = { weekday, local_time: localTime, zone, places: JSON.stringify(places), state };
  const sync = known?.id ?? newId();
  if (known) {
    if (!(await updateSync(tx.db, known, rule))) return refuse('sync.changed');
    for (const start of await plannedAfter(tx.db, sync, now)) await behind(tx, occurrenceSubject({ sync, start }));
    await forgetPlanned(tx.db, sync, now);
  } else if (!(await insertSync(tx.db, { id: sync, version: 1, created_at: now, ...rule })))
    return refuse('sync.changed');
  const members = await namesOf(tx.db, people);
  await saveMembers(tx.db, sync, [...members.keys()]);
  const detail = { sync, weekday, time: localTime, zone };
  await append(tx, { stream: 'org', kind: known ? 'sync.changed' : 'sync.set', actor: who.id, detail }, now);
  const saved = await readSync(tx.db, sync);
  if (!saved) throw new Error(`series ${sync} was not saved`);
  return { sync: saved, next: state === 'active' ? await planNext(tx, saved, now) : undefined };
}
