import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { behind, direct, want } from '../../chat/want.ts';
import { newId } from '../../kernel/ids.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import { dutySubject } from '../duty/read-duty.ts';
import { identitiesOf, insertPerson, moveIdentity, personById, personOfIdentity, updatePerson } from '../store.ts';

/**
 * An administrator says that two entries are one colleague: whoever writes from where the other did is the first from now
 * on, and gets the other's leads. What the other has done stays in their name. Refusals: `people.not-admin`,
 * `people.unknown`, `people.self`.
 */
export async function joinPeople(
  tx: Tx,
  who: Person,
  { id, other }: { readonly id: string; readonly other: string },
  now: number,
): Promise<undefined | Refusal> {
  if (who.role !== 'admin') return refuse('people.not-admin');
  const [first, second] = [await personById(tx.db, id), await personById(tx.db, other)];
  if (!first || !second || second.joined_into !== null) return refuse('people.unknown');
  if (id === other) return refuse('people.self');
  for (const identity of await identitiesOf(tx.db, other)) await moveIdentity(tx.db, identity.id, id);
  await updatePerson(tx.db, second, { left_at: now, joined_into: id });
  await updatePerson(tx.db, first, { left_at: null });
  await append(tx, { stream: 'org', kind: 'person.joined', actor: who.id, detail: { to: id, other } }, now);
  await behind(tx, `person:${id}`, `person:${other}`, dutySubject);
  return undefined;
}

/**
 * An administrator says that whoever writes from an identity is somebody else: they are a colleague of their own from now
 * on, and are asked for their department. Refusals: `people.not-admin`, `people.unknown`, `people.only-one` (they write
 * from nowhere else).
 */
export async function splitIdentity(tx: Tx, who: Person, identity: string, now: number): Promise<undefined | Refusal> {
  if (who.role !== 'admin') return refuse('people.not-admin');
  const known = await personOfIdentity(tx.db, identity);
  if (!known) return refuse('people.unknown');
  if ((await identitiesOf(tx.db, known.row.id)).length < 2) return refuse('people.only-one');
  const id = newId();
  // The address is the other's; the platform tells the rest when it is next asked.
  const anew = { id, email: null, department: null, role: 'rep', created_at: now, joined_into: null, left_at: null };
  await insertPerson(tx.db, { ...known.row, ...anew });
  await moveIdentity(tx.db, identity, id);
  const detail = { to: id, other: known.row.id };
  await append(tx, { stream: 'org', kind: 'person.split', actor: who.id, detail }, now);
  await want(tx, { place: direct(id), kind: 'team.department', subject: `person:${id}` }, now);
  await behind(tx, `person:${known.row.id}`, dutySubject);
  return undefined;
}
