import type { Tx } from '../../db/store.ts';
import type { Person } from '../chat/directory.ts';
import { behind } from '../chat/want.ts';
import { append } from '../ledger/append.ts';
import type { Department } from './departments.ts';
import { personById, updatePerson } from './store.ts';

/** A person says which department they work in; saying it again changes nothing. */
export async function chooseDepartment(tx: Tx, who: Person, department: Department, now: number): Promise<void> {
  const row = await personById(tx.db, who.id);
  if (!row || !(await updatePerson(tx.db, row, { department }))) return;
  await append(tx, { stream: 'org', kind: 'person.department', actor: who.id, detail: { department } }, now);
  await behind(tx, `person:${who.id}`);
}
