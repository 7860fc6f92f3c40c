import type { DueKind, Missed } from './due.ts';

/** Whether a row that is looked at now still has its effect, by its kind's policy. */
export function outcomeOf(missed: Missed, at: number, now: number): 'done' | 'skipped' {
  return typeof missed === 'object' && now - at > missed.skipAfter ? 'skipped' : 'done';
}

/** The moment of the next row of recurring work; `once` leaves out those that have already passed. */
export function following(kind: DueKind, at: number, now: number): number | undefined {
  if (!kind.next) return undefined;
  let next = kind.next(at);
  while (kind.missed === 'once' && next <= now) next = kind.next(next);
  return next;
}
