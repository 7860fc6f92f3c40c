import type { Db } from '../../../db/schema.ts';
import { newId } from '../../kernel/ids.ts';
import { type Routing, routingName } from './rule.ts';

type Draft = { readonly version: number; readonly routing: Routing; readonly actor: string };

/** Keeps rules that somebody tries, until they put them into force; gives their id. */
export async function keepDraft(db: Db, { version, routing, actor }: Draft, at: number): Promise<string> {
  const id = newId();
  const value = JSON.stringify(routing);
  await db
    .insertInto('proposal')
    .values({ id, setting: routingName, version, value, actor, at, state: 'draft' })
    .execute();
  return id;
}

/** Rules that somebody has tried. */
export async function readDraft(db: Db, id: string): Promise<Draft | undefined> {
  const row = await db
    .selectFrom('proposal')
    .selectAll()
    .where('id', '=', id)
    .where('setting', '=', routingName)
    .executeTakeFirst();
  return row && { version: row.version, routing: JSON.parse(row.value), actor: row.actor };
}

/** Forgets rules that were put into force. */
export async function dropDraft(db: Db, id: string): Promise<void> {
  await db.deleteFrom('proposal').where('id', '=', id).execute();
}
