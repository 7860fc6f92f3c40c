import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { dialects, type Engine } from './dialect.ts';

/** Records as they came, keys that several clients may have, accounts, judgements, profiles, and what erasing keeps. */
export function oneClient(engine: Engine): Migration {
  const { text, int, number, end, clustered } = dialects[engine];
  const statements = [
    `create table known_key (
      kind ${text} not null, value ${text} not null, seen_at ${int} not null, primary key (kind, value)
    )${clustered}`,
    `insert into known_key (kind, value, seen_at) select kind, value, 0 from client_key`,
    `create table key_of_client (
      kind ${text} not null, value ${text} not null, client_id ${text} not null references client (id),
      confirmed_at ${int} not null, primary key (kind, value, client_id)
    )${clustered}`,
    `insert into key_of_client (kind, value, client_id, confirmed_at)
      select k.kind, k.value, k.client_id, coalesce((select max(l.arrived_at) from lead l where l.client_id = k.client_id), 0)
      from client_key k where k.client_id is not null`,
    `drop table client_key`,
    `alter table key_of_client rename to client_key`,
    `create index client_key_of on client_key (client_id)`,
    `create table account (id ${text} primary key, name ${text} not null, created_at ${int} not null)${end}`,
    `create table account_key (
      kind ${text} not null, value ${text} not null, account_id ${text} not null references account (id),
      primary key (kind, value)
    )${clustered}`,
    `create index account_key_of on account_key (account_id)`,
    `alter table client add column account_id ${text}`,
    `alter table client add column root_id ${text} not null default ''`,
    `alter table client add column erased_at ${int}`,
    `update client set root_id = id`,
    `alter table client drop column search`,
    `create index client_root on client (root_id)`,
    `create index client_account on client (account_id) where account_id is not null`,
    `create table record (
      number ${number}, client_id ${text} not null references client (id), source ${text} not null,
      typed ${text} not null, traits ${text} not null, version ${int} not null, at ${int} not null
    )${end}`,
    `create index record_client on record (client_id)`,
    `create index post_remote on post (remote) where remote is not null`,
    // Only what waits to be filed anew is in it.
    `create index record_old on record (version, number)`,
    `create table record_block (hash ${int} not null, record ${int} not null, primary key (hash, record))${clustered}`,
    `create table record_word (word ${text} not null, record ${int} not null, primary key (word, record))${clustered}`,
    `create table word_near (part ${text} not null, word ${text} not null, primary key (part, word))${clustered}`,
    `create table judgement (
      id ${text} primary key, one ${text} not null references client (id), other ${text} not null references client (id),
      verdict ${text} not null, reasons ${text} not null, actor ${text} not null, at ${int} not null, undone_at ${int}
    )${end}`,
    `create unique index judgement_pair on judgement (one, other) where undone_at is null`,
    `create index judgement_other on judgement (other) where undone_at is null`,
    `create table profile_line (
      client_id ${text} not null references client (id), field ${text} not null, words ${text} not null,
      person_id ${text} not null references person (id), at ${int} not null, primary key (client_id, field)
    )${clustered}`,
    `create table import_job (
      id ${text} primary key, kind ${text} not null, digest ${text} not null, label ${text} not null, row ${int} not null,
      made ${int} not null, joined ${int} not null, refused ${int} not null, started_at ${int} not null, finished_at ${int},
      reverted_at ${int}
    )${end}`,
    `create index import_job_digest on import_job (digest)`,
    `alter table ledger_stream add column erased_seq ${int} not null default 0`,
    `create index word_near_word on word_near (word)`,
    `create table erased_key (hash ${text} primary key, at ${int} not null)${clustered}`,
    // What a lead says of its client is a record of it; it is read for matching soon after the start.
    `insert into record (client_id, source, typed, traits, version, at)
      select client_id, source, ${typedOf[engine]}, '{}', 0, arrived_at from lead order by number`,
  ];
  return {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

const fields = `'name', name, 'company', company, 'email', email, 'phone', phone, 'handle', handle`;
const typedOf = { sqlite: `json_object(${fields})`, postgres: `json_build_object(${fields})::text` } as const;
