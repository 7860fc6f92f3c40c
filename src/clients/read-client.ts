import type { Db } from '../../db/schema.ts';
import { type Cursor, historyOfStream } from '../ledger/read.ts';
import { namesOf } from '../team/store.ts';
import type { ClientView } from './client.ts';
import { standingsOf } from './standing.ts';
import { clientById, keysOfClient } from './store.ts';

/** A card stays readable with so many. */
const entriesOnPage = 20;

/** Everything that a client's card shows, with the page of its history that ends before a cursor. */
export async function readClient(db: Db, id: string, before?: Cursor): Promise<ClientView | undefined> {
  const client = await clientById(db, id);
  if (!client) return undefined;
  const rows = await historyOfStream(db, id, entriesOnPage + 1, before);
  const entries = rows.slice(0, entriesOnPage);
  const last = entries.at(-1);
  return {
    ...client,
    keys: await keysOfClient(db, id),
    standings: await standingsOf(db, id),
    entries,
    names: await namesOf(
      db,
      entries.flatMap(({ actor, detail }) => [actor, ...(typeof detail.to === 'string' ? [detail.to] : [])]),
    ),
    older: rows.length > entriesOnPage && last ? { at: last.at, id: last.id } : undefined,
    paged: before !== undefined,
  };
}
