import type { Tx } from '../../db/store.ts';
import { day, minute } from '../kernel/clock.ts';
import { type Due, dueAt } from '../schedule/due.ts';
import { planOccurrence, readOccurrence, readSync } from './store.ts';
import type { Rule, Sync } from './sync.ts';
import { nextStart } from './when.ts';

/** How long (ms) before a meeting its two reminders go out. */
export const remindBefore = { day, soon: 10 * minute } as const;

/**
 * Plans the first meeting after a moment that nobody has skipped: its two reminders, and the planning of the one
 * after it. Planning it again changes nothing.
 */
export async function planNext(tx: Tx, sync: Rule & Pick<Sync, 'id' | 'version'>, after: number): Promise<number> {
  const { id, version } = sync;
  let start = nextStart(sync, after);
  while ((await planOccurrence(tx.db, id, start)) === 'skipped') start = nextStart(sync, start);
  const key = `${id}/${version}`;
  await dueAt(tx, { kind: 'sync.remind-day', key, at: start - remindBefore.day, detail: { start } });
  await dueAt(tx, { kind: 'sync.remind-soon', key, at: start - remindBefore.soon, detail: { start } });
  await dueAt(tx, { kind: 'sync.next', key, at: start, detail: { start } });
  return start;
}

/** The meeting that a due row is about; undefined if the series has changed since, or the meeting was skipped. */
export async function plannedFor(tx: Tx, { key, detail }: Due): Promise<{ sync: Sync; start: number } | undefined> {
  const sync = await stillActive(tx, key);
  const start = Number(detail?.start);
  const occurrence = sync && (await readOccurrence(tx.db, sync.id, start));
  return sync && occurrence?.state === 'planned' ? { sync, start } : undefined;
}

/** The series of a due row, if it is as it was when the row was written, and goes on. */
export async function stillActive(tx: Tx, key: string): Promise<Sync | undefined> {
  const [id = '', version] = key.split('/');
  const sync = await readSync(tx.db, id);
  return sync?.state === 'active' && sync.version === Number(version) ? sync : undefined;
}
