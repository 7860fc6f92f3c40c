import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { dialects, type Engine } from './dialect.ts';

/**
 * Posts that are lines of another, what somebody wants to hear when, who turned out to be one colleague, and what a client
 * is asked after a sale.
 */
export function quiet(engine: Engine): Migration {
  const { text, int, clustered } = dialects[engine];
  const statements = [
    `alter table post add column folded_into ${text}`,
    `create index post_folded on post (folded_into) where folded_into is not null`,
    `alter table person add column joined_into ${text}`,
    `alter table identity add column email ${text}`,
    `update identity set email = (select email from person where person.id = identity.person_id)`,
    `create index identity_email on identity (email)`,
    `create table preference (
      person_id ${text} not null references person (id), name ${text} not null, value ${text} not null, primary key (person_id, name)
    )${clustered}`,
    `alter table lead add column recommended_by ${text}`,
    `alter table lead add column thanked_at ${int}`,
    `create index lead_free_due on lead (clock_due, number) where hold = 'free' and closed_at is null and name <> '' and clock_due is not null`,
    `create table care (
      lead ${int} primary key references lead (number), client_id ${text} not null, asked_at ${int}, state ${text} not null,
      outcome ${text}, note ${text}, actor ${text}, answered_at ${int}
    )${clustered}`,
    `create index care_client on care (client_id)`,
  ];
  return {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
