import type { Db } from '../../db/schema.ts';
import { type Cursor, historyOfStreams, type Told } from '../ledger/read.ts';
import { calledOf } from '../team/store.ts';
import type { ClientView, Names } from './client.ts';
import { type Filter, rowsOf } from './history-filter.ts';
import { mergedInto, openQuestions } from './judgements/read-question.ts';
import { keysOfClient } from './key-store.ts';
import { standingsOf } from './standing.ts';
import { clientById, membersOf, ownNames } from './store.ts';

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

/** The names of all colleagues and clients whom some rows mention, by id. */
async function namesIn(db: Db, entries: readonly Told[]): Promise<Names> {
  const ids = (values: readonly unknown[]): string[] => values.filter((value) => typeof value === 'string');
  const people = await calledOf(db, ids(entries.flatMap(({ actor, detail }) => [actor, detail.to])));
  const others = await ownNames(db, ids(entries.map(({ detail }) => detail.other)));
  return new Map([...people, ...[...others].map(([id, name]) => [id, { name }] as const)]);
}
