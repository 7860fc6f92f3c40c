import type { Generated } from 'kysely';

/** The tables of clients: who they are, and what is known of them. */
export type ClientsTables = {
  /** `root_id` is the client that it was merged into, or itself: one person has one root. */
  client: {
    id: string;
    name: string;
    company: string | null;
    created_at: number;
    account_id: string | null;
    root_id: string;
    erased_at: number | null;
  };
  /** A company, found by its domain, its name as it sounds, its number or the id of another system. */
  account: { id: string; name: string; created_at: number };
  account_key: { kind: string; value: string; account_id: string };
  /** What an enquiry or a list said of a client: `typed` as it came, `traits` as it is compared, both JSON. */
  record: {
    number: Generated<number>;
    client_id: string;
    source: string;
    typed: string;
    traits: string;
    /** Of the rules that made the traits. */
    version: number;
    at: number;
  };
  /** Records that share a hash are worth a comparison. */
  record_block: { hash: number; record: number };
  record_word: { word: string; record: number };
  /** Every word of a record under each of its near spellings. */
  word_near: { part: string; word: string };
  /** What somebody, or likeness, says of two clients; `one` is the smaller id. Taken back, it is kept. */
  judgement: {
    id: string;
    one: string;
    other: string;
    verdict: string;
    reasons: string;
    actor: string;
    at: number;
    undone_at: number | null;
  };
  profile_line: { client_id: string; field: string; words: string; person_id: string; at: number };
  /** A list that was taken in, or is being: `row` is the last one of the file that is done. */
  import_job: {
    id: string;
    kind: string;
    digest: string;
    label: string;
    row: number;
    made: number;
    joined: number;
    refused: number;
    started_at: number;
    finished_at: number | null;
    reverted_at: number | null;
  };
  /** Keyed hashes of the keys of people who were erased. */
  erased_key: { hash: string; at: number };
  /** Who holds a client, by lead: told by leads, read by whoever is about to contact the client. */
  standing: { lead: number; client_id: string; stage: string; person_id: string | null; since: number };
  /** Every exact key has one row; intake touches it first, which serialises two identical enquiries. */
  known_key: { kind: string; value: string; seen_at: number };
  /** Whom a key leads to; `confirmed_at` is when somebody last came with it. */
  client_key: { kind: string; value: string; client_id: string; confirmed_at: number };
};
