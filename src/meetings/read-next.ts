import type { Db } from '../../db/schema.ts';
import { firstSkipped, plannedAfter } from './store.ts';

/** The next meeting of a series, and one before it that was left out and can still be held. */
export type Next = { readonly start: number | undefined; readonly skipped: number | undefined };

/** What comes next in a series. */
export async function readNext(db: Db, sync: string, now: number): Promise<Next> {
  const [start] = await plannedAfter(db, sync, now);
  return { start, skipped: await firstSkipped(db, sync, now, start ?? Number.MAX_SAFE_INTEGER) };
}
