import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { behind } from '../../chat/want.ts';
import { newId } from '../../kernel/ids.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import type { Department } from '../departments.ts';
import { dutySubject } from '../duty/read-duty.ts';
import { deleteTimeOff, insertTimeOff } from '../hours/store.ts';
import type { Week } from '../hours/week.ts';
import { personById, updatePerson } from '../store.ts';
import { mayChange } from './rights.ts';

/** What can be said of a colleague; `undefined` leaves it as it is, `null` goes back to what the company has. */
export type Change = {
  readonly department: Department | undefined;
  readonly role: 'rep' | 'manager' | undefined;
  readonly week: Week | null;
  readonly region: string | null;
  readonly pausedUntil: number | null;
  readonly languages: readonly string[];
  readonly territories: readonly string[];
  /** Only a manager or an administrator says these. */
  readonly weight: number | undefined;
  readonly cap: number | null | undefined;
};

/**
 * Says where somebody works and when: everybody of themselves, managers and administrators of anybody; the role only an
 * administrator. Refusals: `people.not-yours`, `people.unknown`.
 */
export async function changePerson(
  tx: Tx,
  who: Person,
  { id, change }: { readonly id: string; readonly change: Change },
  now: number,
): Promise<undefined | Refusal> {
  const row = await personById(tx.db, id);
  if (!row) return refuse('people.unknown');
  if (!mayChange(who, id)) return refuse('people.not-yours');
  const { department, role, week, region, pausedUntil, languages, territories, weight, cap } = change;
  const news = {
    ...(department === undefined ? {} : { department }),
    // Who is an administrator is said from outside.
    ...(role === undefined || who.role !== 'admin' || row.role === 'admin' ? {} : { role }),
    week: week === null ? null : JSON.stringify(week),
    region,
    paused_until: pausedUntil,
    languages: languages.length === 0 ? null : JSON.stringify(languages),
    territories: territories.length === 0 ? null : JSON.stringify(territories),
    ...(weight === undefined || who.role === 'rep' ? {} : { weight }),
    ...(cap === undefined || who.role === 'rep' ? {} : { cap }),
  };
  if (!(await updatePerson(tx.db, row, news))) return undefined;
  const detail = { to: id, department: news.department ?? row.department, role: news.role ?? row.role };
  await append(tx, { stream: 'org', kind: 'person.changed', actor: who.id, detail }, now);
  await behind(tx, `person:${id}`, dutySubject);
  return undefined;
}

/** Notes days off, first and last (`2026-12-24`). Refusals: `people.not-yours`, `people.unknown`. */
export async function addTimeOff(
  tx: Tx,
  who: Person,
  { id, first, last }: { readonly id: string; readonly first: string; readonly last: string },
  now: number,
): Promise<undefined | Refusal> {
  if (!(await personById(tx.db, id))) return refuse('people.unknown');
  if (!mayChange(who, id)) return refuse('people.not-yours');
  await insertTimeOff(tx.db, { id: newId(), person_id: id, first_day: first, last_day: last });
  const detail = { to: id, first, last };
  await append(tx, { stream: 'org', kind: 'person.off', actor: who.id, detail }, now);
  await behind(tx, dutySubject);
  return undefined;
}

/** Takes days off back. Refusal: `people.not-yours`. */
export async function dropTimeOff(
  tx: Tx,
  who: Person,
  { id, off }: { readonly id: string; readonly off: string },
  now: number,
): Promise<undefined | Refusal> {
  if (!mayChange(who, id)) return refuse('people.not-yours');
  if (!(await deleteTimeOff(tx.db, off, id))) return undefined;
  await append(tx, { stream: 'org', kind: 'person.off-dropped', actor: who.id, detail: { to: id } }, now);
  await behind(tx, dutySubject);
  return undefined;
}
