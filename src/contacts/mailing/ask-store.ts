import { sql } from 'kysely';
import { insertMany } from '../../../db/many.ts';
import type { Db, Schema } from '../../../db/schema.ts';

/** What a colleague was asked about a client, and what they said. */
export type Ask = { readonly client: string; readonly person: string; readonly answer: 'keep' | 'drop' | undefined };

/** Notes whom to ask about which clients. */
export async function insertAsks(db: Db, check: string, asks: readonly Omit<Ask, 'answer'>[]): Promise<void> {
  const rows = asks.map(({ client, person }) => ({ check_id: check, client_id: client, person_id: person }));
  await insertMany(
    db,
    'mailing_ask',
    rows.map((row) => ({ ...row, answer: null, at: null })),
    'kept',
  );
}

/** Who was asked in a check about how many clients; how many of them are open, and how many are to be left out. */
export async function waitingIn(
  db: Db,
  check: string,
): Promise<{ person: string; asked: number; open: number; out: number }[]> {
  const rows = await db
    .selectFrom('mailing_ask')
    .select(({ fn }) => [
      'person_id',
      fn.countAll<number>().as('asked'),
      fn.sum<number>(sql`case when answer is null then 1 else 0 end`).as('open'),
      fn.sum<number>(sql`case when answer = 'drop' then 1 else 0 end`).as('out'),
    ])
    .where('check_id', '=', check)
    .groupBy('person_id')
    .orderBy('person_id')
    .execute();
  return rows.map(({ person_id, asked, open, out }) => ({ person: person_id, asked, open, out }));
}

/** What one colleague was asked in a check: so many, what is open first; or a page of all, in an order that stays. */
export async function asksOf(
  db: Db,
  check: string,
  person: string,
  { most, page }: { readonly most: number; readonly page?: number | undefined },
): Promise<Ask[]> {
  const mine = db
    .selectFrom('mailing_ask')
    .selectAll()
    .where('check_id', '=', check)
    .where('person_id', '=', person)
    .limit(most);
  const some =
    page === undefined ? mine.orderBy(sql`case when answer is null then 0 else 1 end`) : mine.offset(page * most);
  const rows = await some.orderBy('client_id').execute();
  return rows.map(toAsk);
}

/** What was asked in a check about some clients. */
export async function asksAbout(db: Db, check: string, clients: readonly string[]): Promise<Ask[]> {
  if (clients.length === 0) return [];
  const rows = await db
    .selectFrom('mailing_ask')
    .selectAll()
    .where('check_id', '=', check)
    .where('client_id', 'in', clients)
    .execute();
  return rows.map(toAsk);
}

/** Keeps an answer of a colleague: about one client, or about all that are still open. Gives the clients it settled. */
export async function saveAnswer(
  db: Db,
  { check, person, client }: { check: string; person: string; client: string | undefined },
  answer: 'keep' | 'drop',
  now: number,
): Promise<string[]> {
  const asks = db
    .updateTable('mailing_ask')
    .set({ answer, at: now })
    .where('check_id', '=', check)
    .where('person_id', '=', person);
  const meant = client === undefined ? asks.where('answer', 'is', null) : asks.where('client_id', '=', client);
  const rows = await meant.returning('client_id').execute();
  return rows.map(({ client_id }) => client_id).sort();
}

function toAsk({ client_id, person_id, answer }: Schema['mailing_ask']): Ask {
  return { client: client_id, person: person_id, answer: answer === 'keep' || answer === 'drop' ? answer : undefined };
}
