import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { dialects, type Engine } from './dialect.ts';

/** Who gets which leads: weights, caps, languages and territories of people, whose turn it is, and the receipts. */
export function routing(engine: Engine): Migration {
  const { text, int, end, clustered } = dialects[engine];
  const statements = [
    `alter table person add column weight ${int} not null default 100`,
    `alter table person add column cap ${int}`,
    `alter table person add column languages ${text}`,
    `alter table person add column territories ${text}`,
    `alter table person add column chat_away_until ${int}`,
    `alter table lead add column offered_to ${text} references person (id)`,
    `alter table lead add column offered_until ${int}`,
    `alter table lead add column queued_at ${int}`,
    `alter table lead add column rule ${text}`,
    `create index lead_queued on lead (clock_due, number) where queued_at is not null`,
    `create table route_turn (
      rule ${text} not null, person_id ${text} not null references person (id), credit ${int} not null, given ${int} not null,
      primary key (rule, person_id)
    )${clustered}`,
    `create table route_lock (id ${int} primary key, seq ${int} not null)${end}`,
    `create table receipt (
      id ${text} primary key, lead ${int} not null references lead (number), at ${int} not null, version ${int} not null,
      rule ${text}, outcome ${text} not null, chosen ${text}, asked ${text} not null
    )${end}`,
    `create index receipt_lead on receipt (lead, at)`,
    `create index receipt_at on receipt (at)`,
  ];
  return {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
