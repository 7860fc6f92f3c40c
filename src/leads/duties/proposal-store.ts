import type { Db, Schema } from '../../../db/schema.ts';
import type { Department } from '../../team/departments.ts';
import { namesOf } from '../../team/store.ts';
import type { Proposal } from './proposal.ts';

/** Writes a proposal. */
export async function insertProposal(db: Db, row: Schema['proposal']): Promise<void> {
  await db.insertInto('proposal').values(row).execute();
}

/** A proposal, and who has said yes to it. */
export async function readProposal(db: Db, id: string): Promise<Proposal | undefined> {
  const row = await db.selectFrom('proposal').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const yes = await db.selectFrom('proposal_yes').selectAll().where('proposal_id', '=', id).orderBy('at').execute();
  const names = await namesOf(db, [row.actor, ...yes.map(({ person_id }) => person_id)]);
  const named = (person: string) => ({ id: person, name: names.get(person) ?? '?' });
  return {
    id,
    version: row.version,
    duties: JSON.parse(row.value),
    by: named(row.actor),
    at: row.at,
    state: row.state as Proposal['state'],
    yes: yes.map(({ department, person_id }) => ({ department: department as Department, who: named(person_id) })),
  };
}

/** Notes a yes; the first of a department counts. */
export async function insertYes(db: Db, row: Schema['proposal_yes']): Promise<void> {
  await db
    .insertInto('proposal_yes')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Ends a proposal; false if it has ended already. */
export async function closeProposal(db: Db, id: string, state: Proposal['state']): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('proposal')
    .set({ state })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
