import type { Tx } from '../../db/store.ts';
import type { Person } from '../chat/directory.ts';
import { behind } from '../chat/want.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { append } from '../ledger/append.ts';
import { planNext } from './plan-next.ts';
import { moveOccurrence, plannedAfter, readOccurrence, readSync, saveAnswer, updateSync } from './store.ts';
import { type Answer, occurrenceSubject, type Sync } from './sync.ts';

/** Leaves one meeting out, or holds it after all; the series goes on. Refusals: `sync.over`, `sync.changed`. */
export async function skipMeeting(
  tx: Tx,
  who: Person,
  { sync: id, start, skip }: { sync: string; start: number; skip: boolean },
  now: number,
): Promise<Sync | Refusal> {
  const sync = await readSync(tx.db, id);
  if (sync?.state !== 'active') return refuse('sync.changed');
  if (start <= now) return refuse('sync.over');
  const [from, to] = skip ? (['planned', 'skipped'] as const) : (['skipped', 'planned'] as const);
  if (!(await moveOccurrence(tx.db, { sync: id, start }, from, to))) return refuse('sync.changed');
  const kind = skip ? 'sync.skipped' : 'sync.kept';
  await append(tx, { stream: 'org', kind, actor: who.id, detail: { sync: id, start } }, now);
  await behind(tx, occurrenceSubject({ sync: id, start }));
  await planNext(tx, sync, now);
  return sync;
}

/** Pauses a series, lets it go on, or ends it for good. Reminders that were planned before no longer count. */
export async function setState(
  tx: Tx,
  who: Person,
  id: string,
  state: Sync['state'],
  now: number,
): Promise<Sync | Refusal> {
  const sync = await readSync(tx.db, id);
  if (!sync || sync.state === 'ended') return refuse('sync.changed');
  if (sync.state === state) return sync;
  if (!(await updateSync(tx.db, sync, { state }))) return refuse('sync.changed');
  await append(tx, { stream: 'org', kind: `sync.${state}`, actor: who.id, detail: { sync: id } }, now);
  for (const start of await plannedAfter(tx.db, id, now)) await behind(tx, occurrenceSubject({ sync: id, start }));
  const changed = { ...sync, state, version: sync.version + 1 };
  if (state === 'active') await planNext(tx, changed, now);
  return changed;
}

/** Somebody says whether they come; the last answer stands. Refusals: `sync.over`, `sync.changed`. */
export async function answerMeeting(
  tx: Tx,
  who: Person,
  { sync, start, answer }: { sync: string; start: number; answer: Answer },
  now: number,
): Promise<undefined | Refusal> {
  const occurrence = await readOccurrence(tx.db, sync, start);
  const series = await readSync(tx.db, sync);
  if (occurrence?.state !== 'planned' || series?.state !== 'active') return refuse('sync.changed');
  if (start <= now) return refuse('sync.over');
  await saveAnswer(tx.db, occurrence, who.id, answer, now);
  await append(tx, { stream: 'org', kind: 'sync.answered', actor: who.id, detail: { sync, start, answer } }, now);
  await behind(tx, occurrenceSubject(occurrence));
  return undefined;
}
