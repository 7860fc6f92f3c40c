import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { dialects, type Engine } from './dialect.ts';

/** Working hours, settings by version, clocks and leases of leads, exit fields, watching, asking, and whole handoffs. */
export function wholeLeads(engine: Engine): Migration {
  const { text, int, end, clustered } = dialects[engine];
  const statements = [
    `create table company (
      id ${int} primary key, zone ${text} not null, region ${text}, currency ${text} not null, week ${text}
    )${end}`,
    `create table setting (
      name ${text} not null, version ${int} not null, value ${text} not null, actor ${text} not null, at ${int} not null,
      primary key (name, version)
    )${clustered}`,
    `create table proposal (
      id ${text} primary key, setting ${text} not null, version ${int} not null, value ${text} not null,
      actor ${text} not null, at ${int} not null, state ${text} not null
    )${end}`,
    `create table proposal_yes (
      proposal_id ${text} not null references proposal (id), department ${text} not null,
      person_id ${text} not null references person (id), at ${int} not null, primary key (proposal_id, department)
    )${clustered}`,
    `alter table person add column week ${text}`,
    `alter table person add column region ${text}`,
    `alter table person add column paused_until ${int}`,
    `alter table person add column left_at ${int}`,
    `create table time_off (
      id ${text} primary key, person_id ${text} not null references person (id), first_day ${text} not null, last_day ${text} not null
    )${end}`,
    `create index time_off_person on time_off (person_id, last_day)`,
    `alter table lead add column temperature ${text} not null default 'warm'`,
    `alter table lead add column stage_since ${int}`,
    `alter table lead add column clock_kind ${text}`,
    `alter table lead add column clock_since ${int}`,
    `alter table lead add column clock_due ${int}`,
    `alter table lead add column clock_minutes ${int}`,
    `alter table lead add column lease_until ${int}`,
    `alter table lead add column lease_since ${int}`,
    `alter table lead add column lease_minutes ${int}`,
    `alter table lead add column paused_until ${int}`,
    `alter table lead add column introducer_id ${text} references person (id)`,
    `alter table lead add column closed_at ${int}`,
    `alter table lead add column closed_reason ${text}`,
    `alter table lead add column amount ${int}`,
    `alter table lead add column currency ${text}`,
    `alter table lead add column product ${text}`,
    `create index lead_waiting on lead (arrived_at, number) where hold = 'free' and closed_at is null`,
    `create table lead_field (
      lead ${int} not null references lead (number), field ${text} not null, value ${text} not null,
      actor ${text} not null, at ${int} not null, primary key (lead, field)
    )${clustered}`,
    `create table lead_watch (
      lead ${int} not null references lead (number), person_id ${text} not null references person (id),
      primary key (lead, person_id)
    )${clustered}`,
    `create table lead_ask (
      id ${text} primary key, lead ${int} not null references lead (number), client_id ${text} not null,
      asker_id ${text} not null references person (id), owner_id ${text} not null references person (id),
      state ${text} not null, note ${text}, asked_at ${int} not null, answered_at ${int}
    )${end}`,
    `create index lead_ask_lead on lead_ask (lead, state)`,
    `alter table handoff rename to handoff_before`,
    `create table handoff (
      id ${text} primary key, lead ${int} not null references lead (number), client_id ${text} not null,
      from_id ${text} not null references person (id), to_id ${text} references person (id), to_department ${text},
      introducer_id ${text} references person (id), need ${text} not null, said ${text}, promised ${text},
      next_step ${text} not null, best_time ${text}, state ${text} not null, reason ${text}, note ${text},
      offered_at ${int} not null, until ${int} not null, answered_at ${int},
      answered_by ${text} references person (id)
    )${end}`,
    `insert into handoff (id, lead, client_id, from_id, to_id, need, promised, next_step, state, reason, note, offered_at, until, answered_at)
      select id, lead, client_id, from_id, to_id, need, promised, next_step, state, reason, note, offered_at, until, answered_at
      from handoff_before`,
    `drop table handoff_before`,
    `create index handoff_client on handoff (client_id)`,
    `create index handoff_lead on handoff (lead)`,
    `create index handoff_to on handoff (to_id) where state = 'offered'`,
  ];
  return {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
