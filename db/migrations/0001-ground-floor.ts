import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { dialects, type Engine } from './dialect.ts';

/** The first tables: people, clients, leads, ledger, posts, due rows, and what repeats must not do twice. */
export function groundFloor(engine: Engine): Migration {
  const { text, int, number, newest, end, clustered } = dialects[engine];
  const statements = [
    `create table person (
      id ${text} primary key, name ${text} not null, email ${text}, department ${text}, role ${text} not null,
      language ${text} not null, zone ${text} not null, created_at ${int} not null
    )${end}`,
    `create index person_email on person (email)`,
    `create table identity (
      id ${text} primary key, person_id ${text} not null references person (id), seen_at ${int} not null
    )${end}`,
    `create index identity_person on identity (person_id, seen_at)`,
    `create table client (
      id ${text} primary key, name ${text} not null, company ${text}, created_at ${int} not null
    )${end}`,
    `create table client_key (
      kind ${text} not null, value ${text} not null, client_id ${text} references client (id), primary key (kind, value)
    )${clustered}`,
    `create index client_key_client on client_key (client_id)`,
    `create table lead (
      number ${number}, client_id ${text} not null references client (id), version ${int} not null,
      stage ${text} not null, hold ${text} not null, owner_id ${text} references person (id), held_since ${int},
      arrived_at ${int} not null, source ${text} not null, campaign ${text}, name ${text} not null, company ${text},
      email ${text}, phone ${text}, handle ${text}, message ${text}, extra ${text}
    )${end}`,
    `create index lead_client on lead (client_id)`,
    `create index lead_owner on lead (owner_id, held_since) where owner_id is not null`,
    `create index lead_free on lead (arrived_at) where hold = 'free'`,
    `create table ledger (
      stream ${text} not null, seq ${int} not null, at ${int} not null, id ${text} not null, kind ${text} not null,
      actor ${text} not null, client_id ${text}, lead ${int}, detail ${text} not null, words_digest ${text},
      previous ${text} not null, hash ${text} not null, primary key (stream, at${newest}, id${newest})
    )${clustered}`,
    `create index ledger_lead on ledger (lead, at) where lead is not null`,
    `create table ledger_words (entry ${text} primary key, stream ${text} not null, words ${text} not null)${clustered}`,
    `create index ledger_words_stream on ledger_words (stream)`,
    `create table ledger_stream (
      stream ${text} primary key, seq ${int} not null, hash ${text} not null, key ${text}, sealed_seq ${int} not null
    )${clustered}`,
    `create index ledger_stream_unsealed on ledger_stream (stream) where seq > sealed_seq`,
    `create table ledger_seal (at ${int} primary key, heads ${int} not null, previous ${text} not null, hash ${text} not null)${end}`,
    `create table post (
      id ${text} primary key, place ${text} not null, kind ${text} not null, subject ${text} not null, state ${text} not null,
      revision ${int} not null, shown_revision ${int} not null, pending ${int} not null, wanted_at ${int} not null,
      started_at ${int}, next_at ${int} not null, tries ${int} not null, remote ${text}, fault ${text},
      unique (place, kind, subject)
    )${end}`,
    `create index post_pending on post (place, state, wanted_at, id) where pending = 1`,
    `create table post_subject (
      subject ${text} not null, post_id ${text} not null references post (id), primary key (subject, post_id)
    )${clustered}`,
    `create index post_subject_post on post_subject (post_id)`,
    `create table lane (key ${text} primary key, until ${int} not null)${clustered}`,
    `create table sender (place ${text} primary key, holder ${text} not null, until ${int} not null)${clustered}`,
    `create table due (
      id ${text} primary key, kind ${text} not null, key ${text} not null, at ${int} not null, detail ${text} not null,
      next_at ${int} not null, tries ${int} not null, done_at ${int}, outcome ${text}, unique (kind, key, at)
    )${end}`,
    `create index due_open on due (next_at) where done_at is null`,
    `create table delivery (key ${text} primary key, at ${int} not null)${clustered}`,
    `create index delivery_at on delivery (at)`,
    `create table intake_answer (
      token ${text} not null, key ${text} not null, digest ${text} not null, status ${int} not null, body ${text} not null,
      at ${int} not null, primary key (token, key)
    )${clustered}`,
    `create index intake_answer_at on intake_answer (at)`,
  ];
  return {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
