import { sql } from 'kysely';
import { insertMany } from '../../../db/many.ts';
import type { Db, Schema } from '../../../db/schema.ts';
import type { Check, Counts, Line, State } from './check.ts';

type Row = Schema['mailing_check'];
export type Ask = { readonly client: string; readonly person: string; readonly answer: 'keep' | 'drop' | undefined };

/** Writes a check and its lines. */
export async function insertCheck(db: Db, check: Check, parts: readonly (readonly Line[])[]): Promise<void> {
  await db.insertInto('mailing_check').values(toRow(check)).execute();
  const rows = parts.map((lines, part) => ({ check_id: check.id, part, lines: JSON.stringify(lines) }));
  await insertMany(db, 'mailing_part', rows);
}

/** A check by its id. */
export async function checkById(db: Db, id: string): Promise<Check | undefined> {
  const row = await db.selectFrom('mailing_check').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toCheck(row);
}

/** Waits until nobody else changes a check, and gives it as it is then: until this operation ends it stays so. */
export async function lockCheck(db: Db, id: string): Promise<Check | undefined> {
  const row = await db
    .updateTable('mailing_check')
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  return row && toCheck(row);
}

/** The latest checks that have begun. */
export async function latestChecks(db: Db, limit: number): Promise<Check[]> {
  const rows = await db
    .selectFrom('mailing_check')
    .selectAll()
    .where('state', '!=', 'draft')
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toCheck);
}

/** Saves a check, if it is still as it was read. */
export async function saveCheck(db: Db, check: Check, change: Partial<Check>): Promise<Check | undefined> {
  const next = { ...check, ...change, version: check.version + 1 };
  const { numUpdatedRows } = await db
    .updateTable('mailing_check')
    .set(toRow(next))
    .where('id', '=', check.id)
    .where('version', '=', check.version)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? next : undefined;
}

/** The lines of one part. */
export async function linesIn(db: Db, check: string, part: number): Promise<Line[]> {
  const row = await db
    .selectFrom('mailing_part')
    .select('lines')
    .where('check_id', '=', check)
    .where('part', '=', part)
    .executeTakeFirst();
  return JSON.parse(row?.lines ?? '[]');
}

/** Saves the lines of one part. */
export async function saveLines(db: Db, check: string, part: number, lines: readonly Line[]): Promise<void> {
  await db
    .updateTable('mailing_part')
    .set({ lines: JSON.stringify(lines) })
    .where('check_id', '=', check)
    .where('part', '=', part)
    .execute();
}

/** Which of some clients stand in an audience already. */
export async function listedIn(db: Db, check: string, clients: readonly string[]): Promise<Set<string>> {
  if (clients.length === 0) return new Set();
  const rows = await db
    .selectFrom('mailing_client')
    .select('client_id')
    .distinct()
    .where('check_id', '=', check)
    .where('client_id', 'in', clients)
    .execute();
  return new Set(rows.map(({ client_id }) => client_id));
}

/** Notes where clients stand in an audience. */
export async function insertPlaces(db: Db, rows: readonly Schema['mailing_client'][]): Promise<void> {
  await insertMany(db, 'mailing_client', rows, 'kept');
}

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

/** What one colleague was asked in a check: so many, what is open first; or about one client. */
export async function asksOf(
  db: Db,
  check: string,
  person: string,
  { most, client }: { readonly most: number; readonly client?: string | undefined },
): Promise<Ask[]> {
  const mine = db.selectFrom('mailing_ask').selectAll().where('check_id', '=', check).where('person_id', '=', person);
  const rows = await (client === undefined ? mine : mine.where('client_id', '=', client))
    .orderBy(sql`case when answer is null then 0 else 1 end`)
    .orderBy('client_id')
    .limit(most)
    .execute();
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

/** The parts of audiences in which some clients stand, or one of some addresses, known or not. */
export async function partsAbout(
  db: Db,
  clients: readonly string[],
  emails: readonly string[],
): Promise<{ check: string; part: number }[]> {
  const listed = db.selectFrom('mailing_client').select(['check_id', 'part']).where('client_id', 'in', clients);
  const named = emails.map((email) =>
    db
      .selectFrom('mailing_part')
      .select(['check_id', 'part'])
      .where(sql<boolean>`lines like ${`%"email":"${escaped(email)}"%`} escape '\\'`)
      .execute(),
  );
  const rows = [...(await listed.execute()), ...(await Promise.all(named)).flat()];
  const distinct = new Map(rows.map(({ check_id, part }) => [`${check_id}/${part}`, { check: check_id, part }]));
  return [...distinct.values()];
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}

/** Forgets that some clients stood in audiences, and what was asked about them. */
export async function forgetPlaces(db: Db, clients: readonly string[]): Promise<void> {
  await db.deleteFrom('mailing_client').where('client_id', 'in', clients).execute();
  await db.deleteFrom('mailing_ask').where('client_id', 'in', clients).execute();
}

/** Forgets the lines of checks before a moment; what was counted stays. */
export async function forgetLines(db: Db, before: number): Promise<void> {
  const old = db.selectFrom('mailing_check').select('id').where('at', '<', before);
  for (const table of ['mailing_part', 'mailing_client', 'mailing_ask'] as const)
    await db.deleteFrom(table).where('check_id', 'in', old).execute();
}

/** How far the streams of some clients have come: `client:seq`, in the order of their ids. */
export async function headsOf(db: Db, clients: readonly string[]): Promise<string[]> {
  if (clients.length === 0) return [];
  const rows = await db
    .selectFrom('ledger_stream')
    .select(['stream', 'seq'])
    .where('stream', 'in', clients)
    .orderBy('stream')
    .execute();
  return rows.map(({ stream, seq }) => `${stream}:${seq}`);
}

function toAsk({ client_id, person_id, answer }: Schema['mailing_ask']): Ask {
  return { client: client_id, person: person_id, answer: answer === 'keep' || answer === 'drop' ? answer : undefined };
}

function toCheck(row: Row): Check {
  const { id, version, name, actor, deadline, parts, done, size, at } = row;
  const [list = '', ledger = ''] = (row.digest ?? '').split('/');
  return {
    ...{ id, version, name, actor, deadline, parts, done, size, at, list, ledger },
    state: row.state as State,
    offer: row.offer ?? undefined,
    person: row.person_id ?? undefined,
    silence: row.silence === 'keep' ? 'keep' : 'drop',
    sendAt: row.send_at,
    counts: JSON.parse(row.counts) as Counts,
    signature: row.signature ?? undefined,
    confirmedAt: row.confirmed_at ?? undefined,
  };
}

function toRow(check: Check): Row {
  const { id, version, state, name, actor, silence, deadline, parts, done, size, at, signature } = check;
  return {
    ...{ id, version, state, name, actor, silence, deadline, parts, done, size, at },
    offer: check.offer ?? null,
    person_id: check.person ?? null,
    send_at: check.sendAt,
    counts: JSON.stringify(check.counts),
    digest: `${check.list}/${check.ledger}`,
    signature: signature ?? null,
    confirmed_at: check.confirmedAt ?? null,
  };
}
