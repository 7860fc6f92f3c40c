import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { dialects, type Engine } from './dialect.ts';

/** Sources of leads, what they sent, the waiting room, and calls to the outside. */
export function sources(engine: Engine): Migration {
  const { text, int, end, clustered } = dialects[engine];
  const statements = [
    `create table source (
      name ${text} primary key, kind ${text} not null, token_digest ${text}, secret ${text}, settings ${text} not null,
      country ${text}, created_at ${int} not null, last_at ${int}
    )${end}`,
    `create table source_event (
      source ${text} not null, event ${text} not null, at ${int} not null, lasting ${int} not null, primary key (source, event)
    )${clustered}`,
    `create index source_event_at on source_event (at)`,
    `create table source_object (
      source ${text} not null, external_id ${text} not null, lead ${int}, body_id ${text} not null,
      primary key (source, external_id)
    )${clustered}`,
    `create index source_object_lead on source_object (lead)`,
    `create table source_body (
      id ${text} primary key, source ${text} not null, at ${int} not null, body ${text} not null
    )${end}`,
    `create index source_body_at on source_body (at)`,
    `create table waiting (
      id ${text} primary key, source ${text} not null, body_id ${text} not null, at ${int} not null, reason ${text} not null,
      detail ${text} not null, told ${text} not null, state ${text} not null, lead ${int}, actor ${text}, answered_at ${int},
      external_id ${text}
    )${end}`,
    `create index waiting_object on waiting (source, external_id)`,
    `create index waiting_open on waiting (at) where state = 'open'`,
    `create table outbox (
      id ${text} primary key, kind ${text} not null, key ${text} not null, payload ${text} not null, state ${text} not null,
      tries ${int} not null, next_at ${int} not null, error ${text}, at ${int} not null, unique (kind, key)
    )${end}`,
    `create index outbox_open on outbox (next_at) where state in ('new', 'sending')`,
  ];
  return {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
