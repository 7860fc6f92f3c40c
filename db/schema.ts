import type { Generated, Kysely } from 'kysely';

/** 0 or 1: neither engine's driver turns a boolean into an integer column. */
export type Flag = 0 | 1;

/** The tables as both engines return them: instants are epoch ms, structures are JSON text. */
export type Schema = {
  person: {
    id: string;
    name: string;
    email: string | null;
    department: string | null;
    role: string;
    language: string;
    zone: string;
    created_at: number;
  };
  /** `id` is qualified by platform and tenant: `slack:T1/U1`. */
  identity: {
    id: string;
    person_id: string;
    /** When the platform last told us who this is. */
    seen_at: number;
    /** When they last did something there: direct messages go where somebody was last. */
    used_at: number;
    /** The platform says that the bot cannot write to them there. */
    unreachable: Flag;
  };
  /** First contacts with one e-mail wait for each other here. */
  known_email: { email: string };
  /** How a platform is to be answered in a place or by a person; only the platform reads it. */
  conversation: { place: string; reference: string; at: number };
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
  /** The one who is contacting a client now. */
  reservation: {
    client_id: string;
    person_id: string;
    channel: string;
    lead: number | null;
    since: number;
    until: number;
  };
  touch: {
    id: string;
    client_id: string;
    lead: number | null;
    /** Null when a program reports it; then `actor` says which. */
    person_id: string | null;
    actor: string;
    channel: string;
    direction: string;
    outcome: string | null;
    about: string | null;
    at: number;
  };
  /** Clients who asked not to be contacted: at all (`any`), or by one channel. */
  contact_stop: { client_id: string; channel: string; person_id: string | null; actor: string; since: number };
  /** What is proposed to clients, known by its folded name; `until` is when it is over. */
  offer: {
    name_key: string;
    name: string;
    family_key: string | null;
    family: string | null;
    until: number | null;
    actor: string;
    at: number;
  };
  /** An action of marketing; its days are local dates (`2026-11-24`). */
  campaign: {
    id: string;
    version: number;
    name: string;
    offer: string | null;
    audience: string;
    first_day: string;
    last_day: string;
    person_id: string;
    state: string;
    at: number;
  };
  campaign_answer: { campaign_id: string; person_id: string; answer: string; why: string | null; at: number };
  /** An audience that marketing means to mail; `counts` is JSON, `done` is how many parts the running pass has done. */
  mailing_check: {
    id: string;
    version: number;
    state: string;
    name: string;
    offer: string | null;
    actor: string;
    person_id: string | null;
    silence: string;
    deadline: number;
    send_at: number;
    parts: number;
    done: number;
    size: number;
    counts: string;
    digest: string | null;
    signature: string | null;
    at: number;
    confirmed_at: number | null;
  };
  /** A thousand lines of an audience and what is said of each, as JSON. */
  mailing_part: { check_id: string; part: number; kind: string; lines: string };
  /** The known clients of an audience, each once, and where they stand in it. */
  mailing_client: { check_id: string; client_id: string; part: number; line: number };
  /** What whoever has a client says to a mailing. */
  mailing_ask: { check_id: string; client_id: string; person_id: string; answer: string | null; at: number | null };
  /** Every exact key has one row; intake touches it first, which serialises two identical enquiries. */
  known_key: { kind: string; value: string; seen_at: number };
  /** Whom a key leads to; `confirmed_at` is when somebody last came with it. */
  client_key: { kind: string; value: string; client_id: string; confirmed_at: number };
  lead: {
    number: Generated<number>;
    client_id: string;
    version: number;
    stage: string;
    hold: string;
    owner_id: string | null;
    held_since: number | null;
    /** Whether the owner has it from a colleague, and not by a claim of their own. */
    handed: Flag;
    /** The handoff that waits for its receiver's answer. */
    handoff_id: string | null;
    arrived_at: number;
    source: string;
    campaign: string | null;
    name: string;
    company: string | null;
    email: string | null;
    phone: string | null;
    handle: string | null;
    message: string | null;
    /** What the source sent beside the known fields, kept as JSON. */
    extra: string | null;
  };
  handoff: {
    id: string;
    lead: number;
    client_id: string;
    from_id: string;
    to_id: string;
    need: string;
    promised: string | null;
    next_step: string;
    state: string;
    reason: string | null;
    note: string | null;
    offered_at: number;
    until: number;
    answered_at: number | null;
  };
  /** A series of joint meetings; `local_time` is wall-clock time in `zone`, `places` JSON. */
  sync: {
    id: string;
    version: number;
    weekday: number;
    local_time: string;
    zone: string;
    places: string;
    state: string;
    created_at: number;
  };
  sync_member: { sync_id: string; person_id: string };
  occurrence: { sync_id: string; start: number; state: string };
  rsvp: { sync_id: string; start: number; person_id: string; answer: string; at: number };
  ledger: {
    stream: string;
    seq: number;
    at: number;
    id: string;
    kind: string;
    actor: string;
    client_id: string | null;
    lead: number | null;
    detail: string;
    words_digest: string | null;
    previous: string;
    hash: string;
  };
  ledger_words: { entry: string; stream: string; words: string };
  /** The head of a stream; `key` is what its words are digested under, and goes when they are erased. */
  ledger_stream: {
    stream: string;
    seq: number;
    hash: string;
    key: string | null;
    sealed_seq: number;
    /** The words of rows up to this one were erased. */
    erased_seq: Generated<number>;
  };
  ledger_seal: { at: number; heads: number; previous: string; hash: string };
  post: {
    id: string;
    place: string;
    kind: string;
    subject: string;
    state: string;
    /** Raised by every change; the board is done when `shown_revision` has caught up. */
    revision: number;
    shown_revision: number;
    pending: Flag;
    wanted_at: number;
    started_at: number | null;
    next_at: number;
    tries: number;
    remote: string | null;
    fault: string | null;
    /** A digest of the card that stands there for certain. */
    drawn: string | null;
  };
  post_subject: { subject: string; post_id: string };
  /** What a platform told us to wait for; kept over restarts. */
  lane: { key: string; until: number };
  /** Which process sends to a place now. */
  sender: { place: string; holder: string; until: number };
  due: {
    id: string;
    kind: string;
    key: string;
    at: number;
    detail: string;
    next_at: number;
    tries: number;
    done_at: number | null;
    outcome: string | null;
  };
  contact_rules: { version: number; numbers: string; actor: string; at: number };
  delivery: { key: string; at: number };
  intake_answer: { token: string; key: string; digest: string; status: number; body: string; at: number };
};

/** A handle to read with, or to write with inside an operation. */
export type Db = Kysely<Schema>;
