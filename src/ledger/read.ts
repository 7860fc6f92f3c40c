import type { Db } from '../../db/schema.ts';

/** One row of the ledger with its words, if they have not been erased. */
export type Told = {
  readonly at: number;
  readonly id: string;
  readonly kind: string;
  readonly actor: string;
  readonly detail: Readonly<Record<string, string | number | null>>;
  readonly words: Readonly<Record<string, string>>;
};

/** The latest rows of a stream, newest first. */
export async function historyOfStream(db: Db, stream: string, limit: number): Promise<Told[]> {
  const rows = await entries(db)
    .where('ledger.stream', '=', stream)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(told);
}

/** All rows of a lead, oldest first. */
export async function historyOfLead(db: Db, lead: number): Promise<Told[]> {
  const rows = await entries(db).where('ledger.lead', '=', lead).orderBy('at').orderBy('seq').execute();
  return rows.map(told);
}

function entries(db: Db) {
  return db
    .selectFrom('ledger')
    .leftJoin('ledger_words', 'ledger_words.entry', 'ledger.id')
    .select(['ledger.at', 'ledger.id', 'ledger.kind', 'ledger.actor', 'ledger.detail', 'ledger_words.words']);
}

function told(row: {
  at: number;
  id: string;
  kind: string;
  actor: string;
  detail: string;
  words: string | null;
}): Told {
  return { ...row, detail: JSON.parse(row.detail), words: row.words === null ? {} : JSON.parse(row.words) };
}
