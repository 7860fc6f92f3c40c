import type { Db } from '../../db/schema.ts';
import { type Cursor, historyOfStreams } from '../ledger/read.ts';
import type { ClientView } from './client.ts';
import { type Filter, rowsOf } from './history-filter.ts';
import { mergedInto, openQuestions } from './judgements/read-question.ts';
import { keysOfClient } from './key-store.ts';
import { namesIn } from './names-in.ts';
import { standingsOf } from './standing.ts';
import { clientById, membersOf } from './store.ts';

/** A card stays readable with so many. */
const entriesOnPage = 20;

/** Everything that a client's card shows, with the page of its history that ends before a cursor, filtered. */
export async function readClient(
  db: Db,
  id: string,
  { before, filter = 'all' }: { before?: Cursor | undefined; filter?: Filter } = {},
): Promise<ClientView | undefined> {
  const client = await clientById(db, id);
  if (!client) return undefined;
  const members = await membersOf(db, id);
  const rows = await historyOfStreams(db, members, entriesOnPage + 1, { before, ...rowsOf(filter) });
  const entries = rows.slice(0, entriesOnPage);
  const last = entries.at(-1);
  return {
    ...client,
    keys: await keysOfClient(db, members),
    standings: await standingsOf(db, members),
    questions: await openQuestions(db, members),
    merged: await mergedInto(db, members),
    entries,
    names: await namesIn(db, entries),
    older: rows.length > entriesOnPage && last ? { at: last.at, id: last.id } : undefined,
    paged: before !== undefined,
    filter,
  };
}
