import { sql } from 'kysely';
import { insertMany } from '../../../db/many.ts';
import type { Db, Schema } from '../../../db/schema.ts';
import type { Check, Counts, Line, State } from './check.ts';

type Row = Schema['mailing_check'];

/** Writes a check and its lines, a part each as JSON. */
export async function insertCheck(db: Db, check: Check, parts: readonly string[]): Promise<void> {
  await db.insertInto('mailing_check').values(toRow(check)).execute();
  const rows = parts.map((lines, part) => ({ check_id: check.id, part, lines }));
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

/** Forgets the lines of checks before a moment; what was counted stays, and what nobody went on with is over. */
export async function forgetLines(db: Db, before: number): Promise<void> {
  await db
    .updateTable('mailing_check')
    .set(({ eb }) => ({ state: 'over', version: eb('version', '+', 1) }))
    .where('at', '<', before)
    .where('state', 'not in', ['sent', 'called-off', 'over'])
    .execute();
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
