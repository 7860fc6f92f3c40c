import { type QueryExecutorProvider, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { dialects, type Engine } from './dialect.ts';

/** Stops by channel, touches that are corrected, next steps, offers with families, campaigns, and mailing checks. */
export function onePolicy(engine: Engine): Migration {
  const { text, int, end, clustered } = dialects[engine];
  const statements = [
    `alter table contact_stop rename to stop_of_all`,
    `create table contact_stop (
      client_id ${text} not null references client (id), channel ${text} not null, person_id ${text} references person (id),
      actor ${text} not null, since ${int} not null, primary key (client_id, channel)
    )${clustered}`,
    `insert into contact_stop select client_id, 'any', person_id, actor, since from stop_of_all`,
    `drop table stop_of_all`,
    `alter table touch add column told_at ${int}`,
    `alter table touch add column corrects ${text}`,
    `alter table touch add column replaced_by ${text}`,
    `create table next_step (
      client_id ${text} not null references client (id), person_id ${text} not null references person (id),
      step ${text} not null, at ${int} not null, since ${int} not null, primary key (client_id, person_id)
    )${clustered}`,
    `create table offer (
      id ${text} primary key, name_key ${text} not null unique, name ${text} not null, family_key ${text}, family ${text}, until ${int},
      actor ${text} not null, at ${int} not null
    )${end}`,
    `create index offer_family on offer (family_key)`,
    `create table campaign (
      id ${text} primary key, version ${int} not null, name ${text} not null, offer ${text}, audience ${text} not null,
      first_day ${text} not null, last_day ${text} not null, person_id ${text} not null references person (id),
      state ${text} not null, at ${int} not null
    )${end}`,
    `create index campaign_days on campaign (last_day)`,
    `create table campaign_answer (
      campaign_id ${text} not null references campaign (id), person_id ${text} not null references person (id),
      answer ${text} not null, why ${text}, at ${int} not null, primary key (campaign_id, person_id)
    )${clustered}`,
    `create table mailing_check (
      id ${text} primary key, version ${int} not null, state ${text} not null, name ${text} not null, offer ${text},
      actor ${text} not null, person_id ${text} references person (id), silence ${text} not null, deadline ${int} not null,
      send_at ${int} not null, parts ${int} not null, done ${int} not null, size ${int} not null, counts ${text} not null,
      digest ${text}, signature ${text}, at ${int} not null, confirmed_at ${int}
    )${end}`,
    `create table mailing_part (
      check_id ${text} not null references mailing_check (id), part ${int} not null,
      lines ${text} not null, primary key (check_id, part)
    )${end}`,
    `create table mailing_client (
      check_id ${text} not null references mailing_check (id), client_id ${text} not null, part ${int} not null,
      primary key (check_id, client_id, part)
    )${clustered}`,
    `create index mailing_client_client on mailing_client (client_id)`,
    `create table mailing_ask (
      check_id ${text} not null references mailing_check (id), client_id ${text} not null,
      person_id ${text} not null references person (id), answer ${text}, at ${int},
      primary key (check_id, person_id, client_id)
    )${clustered}`,
    `create index mailing_ask_client on mailing_ask (client_id)`,
  ];
  return {
    up: async (db: QueryExecutorProvider) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
