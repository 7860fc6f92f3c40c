import { type QueryExecutorProvider, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { dialects, type Engine } from './dialect.ts';

/** Handoffs, standings, reservations, touches, the sync series, and what a second platform needs. */
export function everyPromise(engine: Engine): Migration {
  const { text, int, end, clustered } = dialects[engine];
  const statements = [
    `alter table identity add column used_at ${int} not null default 0`,
    `alter table identity add column unreachable ${int} not null default 0`,
    `update identity set used_at = seen_at`,
    `create table known_email (email ${text} primary key)${clustered}`,
    `insert into known_email select distinct email from person where email is not null`,
    `create table conversation (place ${text} primary key, reference ${text} not null, at ${int} not null)${clustered}`,
    `alter table client add column search ${text} not null default ''`,
    `create table standing (
      lead ${int} primary key, client_id ${text} not null references client (id), stage ${text} not null,
      person_id ${text} references person (id), since ${int} not null
    )${end}`,
    `create index standing_client on standing (client_id)`,
    `insert into standing (lead, client_id, stage, person_id, since)
      select number, client_id, stage, owner_id, coalesce(held_since, arrived_at) from lead`,
    `create table reservation (
      client_id ${text} primary key references client (id), person_id ${text} not null references person (id),
      channel ${text} not null, lead ${int}, since ${int} not null, until ${int} not null
    )${clustered}`,
    `create table touch (
      id ${text} primary key, client_id ${text} not null references client (id), lead ${int},
      person_id ${text} references person (id), actor ${text} not null, channel ${text} not null,
      direction ${text} not null, outcome ${text}, about ${text}, at ${int} not null
    )${end}`,
    `create index touch_client on touch (client_id, at)`,
    `create table contact_stop (
      client_id ${text} primary key references client (id), person_id ${text} references person (id), actor ${text} not null,
      since ${int} not null
    )${clustered}`,
    `alter table lead add column handed ${int} not null default 0`,
    `alter table lead add column handoff_id ${text}`,
    `create table handoff (
      id ${text} primary key, lead ${int} not null, client_id ${text} not null, from_id ${text} not null references person (id),
      to_id ${text} not null references person (id), need ${text} not null, promised ${text}, next_step ${text} not null,
      state ${text} not null, reason ${text}, note ${text}, offered_at ${int} not null, until ${int} not null, answered_at ${int}
    )${end}`,
    `create index handoff_lead on handoff (lead)`,
    `create table sync (
      id ${text} primary key, version ${int} not null, weekday ${int} not null, local_time ${text} not null,
      zone ${text} not null, places ${text} not null, state ${text} not null, created_at ${int} not null
    )${end}`,
    `create unique index sync_one on sync ((state <> 'ended')) where state <> 'ended'`,
    `create table sync_member (
      sync_id ${text} not null references sync (id), person_id ${text} not null references person (id),
      primary key (sync_id, person_id)
    )${clustered}`,
    `create table occurrence (
      sync_id ${text} not null references sync (id), start ${int} not null, state ${text} not null, primary key (sync_id, start)
    )${clustered}`,
    `create table rsvp (
      sync_id ${text} not null, start ${int} not null, person_id ${text} not null references person (id),
      answer ${text} not null, at ${int} not null, primary key (sync_id, start, person_id)
    )${clustered}`,
    `create index ledger_kind on ledger (kind, at)`,
  ];
  return {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
      await fillSearch(db);
    },
  };
}

/** Names fold in a way that no database does by itself: upper and lower case of every alphabet, and no accents. */
async function fillSearch(db: QueryExecutorProvider): Promise<void> {
  const { rows } = await sql<{ id: string; name: string; company: string | null }>`
    select id, name, company from client`.execute(db);
  for (const { id, name, company } of rows) {
    const search = `${name} ${company ?? ''}`.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
    await sql`update client set search = ${search} where id = ${id}`.execute(db);
  }
}
