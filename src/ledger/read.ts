import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';

/** One row of the ledger with its words, if they have not been erased. */
export type Told = {
  readonly at: number;
  readonly id: string;
  readonly kind: string;
  readonly actor: string;
  readonly lead: number | null;
  readonly detail: Readonly<Record<string, string | number | null>>;
  readonly words: Readonly<Record<string, string>>;
};

/** Which rows of a history are wanted. */
export type Wanted = {
  readonly before?: Cursor | undefined;
  readonly kinds?: readonly string[];
  readonly department?: string;
};

/** Where a page of a stream ended. */
export type Cursor = { readonly at: number; readonly id: string };

/**
 * The latest rows of some streams, newest first; those before a cursor, of kinds that begin like one of some, or by
 * people of a department, if that is given.
 */
export async function historyOfStreams(
  db: Db,
  streams: readonly string[],
  limit: number,
  { before, kinds, department }: Wanted = {},
): Promise<Told[]> {
  // What came with a list that was taken back is kept, and told by nobody.
  const whole = entries(db)
    .where('ledger.stream', 'in', streams)
    .where('actor', 'not in', (eb) =>
      eb.selectFrom('import_job').select(sql<string>`'import:' || id`.as('actor')).where('reverted_at', 'is not', null),
    );
  const some = kinds
    ? whole.where((eb) => eb.or(kinds.map((kind) => eb.and([eb('kind', '>=', kind), eb('kind', '<', `${kind}~`)]))))
    : whole;
  const all = department
    ? some.where('actor', 'in', (eb) => eb.selectFrom('person').select('id').where('department', '=', department))
    : some;
  const older = before
    ? all.where((eb) =>
        eb.or([eb('at', '<', before.at), eb.and([eb('at', '=', before.at), eb('ledger.id', '<', before.id)])]),
      )
    : all;
  const rows = await older.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map(told);
}

/** All rows of a lead, oldest first. */
export async function historyOfLead(db: Db, lead: number): Promise<Told[]> {
  const rows = await entries(db).where('ledger.lead', '=', lead).orderBy('at').orderBy('seq').execute();
  return rows.map(told);
}

/** One row, by its id. */
export async function entryById(db: Db, id: string): Promise<Told | undefined> {
  const row = await entries(db).where('ledger.id', '=', id).executeTakeFirst();
  return row && told(row);
}

/** All rows of some kinds since a moment and before another, oldest first. */
export async function historyOfKinds(db: Db, kinds: readonly string[], from: number, to: number): Promise<Told[]> {
  const rows = await entries(db)
    .where('ledger.kind', 'in', kinds)
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('at')
    .orderBy('ledger.id')
    .execute();
  return rows.map(told);
}

function entries(db: Db) {
  return db
    .selectFrom('ledger')
    .leftJoin('ledger_words', 'ledger_words.entry', 'ledger.id')
    .select([
      'ledger.at',
      'ledger.id',
      'ledger.kind',
      'ledger.actor',
      'ledger.lead',
      'ledger.detail',
      'ledger_words.words',
    ]);
}

function told(row: {
  at: number;
  id: string;
  kind: string;
  actor: string;
  lead: number | null;
  detail: string;
  words: string | null;
}): Told {
  return { ...row, detail: JSON.parse(row.detail), words: row.words === null ? {} : JSON.parse(row.words) };
}
