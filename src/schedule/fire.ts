import type { Logger } from 'pino';
import type { Data } from '../../db/store.ts';
import { backoff } from '../kernel/backoff.ts';
import { type DueKind, dueAt } from './due.ts';
import { following, outcomeOf } from './missed.ts';
import { finishDue, openDue, openKinds, putOff } from './store.ts';

export type DueKinds = Readonly<Record<string, DueKind>>;

/** What one look takes; the rest waits for the next look, so that a long gap cannot hold the process up. */
const mostPerLook = 100;

/** Fires what is due. Each row is marked done and has its effect in one operation; a fault puts off that row alone. */
export async function fireDue(data: Data, kinds: DueKinds, now: number, log: Logger): Promise<number> {
  // A kind that is not known here belongs to another version that runs beside this one.
  const rows = await openDue(data.read, Object.keys(kinds), now, mostPerLook);
  for (const row of rows) {
    try {
      await fireOne(data, kinds, row, now);
    } catch (fault) {
      log.error({ fault, due: row.kind, key: row.key }, 'a due row failed; it will be tried again');
      await data.write((tx) => putOff(tx.db, row.id, now + backoff(row.tries)));
    }
  }
  return rows.length;
}

type Row = Awaited<ReturnType<typeof openDue>>[number];

function fireOne(data: Data, kinds: DueKinds, row: Row, now: number): Promise<void> {
  const kind = kinds[row.kind];
  return data.write(async (tx) => {
    if (!kind) return;
    const outcome = outcomeOf(kind.missed, row.at, now);
    if (!(await finishDue(tx.db, row.id, now, outcome))) return;
    const due = { kind: row.kind, key: row.key, at: row.at, detail: JSON.parse(row.detail) };
    if (outcome === 'done') await kind.run(tx, due, now);
    const at = following(kind, row.at, now);
    if (at !== undefined) await dueAt(tx, { ...due, at });
  });
}

/** Writes the first row of recurring work that has none open. */
export async function startRecurring(data: Data, kinds: DueKinds, now: number): Promise<void> {
  const open = await openKinds(data.read);
  const missing = Object.entries(kinds).filter(([name, kind]) => kind.next && !open.has(name));
  await data.write(async (tx) => {
    for (const [kind, { next }] of missing) if (next) await dueAt(tx, { kind, key: 'all', at: next(now) });
  });
}
