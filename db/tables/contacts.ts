/** The tables of contacts: touches, reservations, rules, offers, campaigns and mailing checks. */
export type ContactsTables = {
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
    /** When it was told; null where an older version wrote it. */
    told_at: number | null;
    /** The touch that this one corrects, and the one by which this was corrected. */
    corrects: string | null;
    replaced_by: string | null;
  };
  /** What a colleague has agreed with a client for a day: `at` is noon of it, where the colleague is. */
  next_step: { client_id: string; person_id: string; step: string; at: number; since: number };
  /** Clients who asked not to be contacted: at all (`any`), or by one channel. */
  contact_stop: { client_id: string; channel: string; person_id: string | null; actor: string; since: number };
  /** What is proposed to clients, known by its folded name; `until` is when it is over. */
  offer: {
    id: string;
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
  /** A part of the lines of an audience, and what is said of each, as JSON. */
  mailing_part: { check_id: string; part: number; lines: string };
  /** The known clients of an audience, and the parts in which they stand. */
  mailing_client: { check_id: string; client_id: string; part: number };
  /** What whoever has a client says to a mailing. */
  mailing_ask: { check_id: string; client_id: string; person_id: string; answer: string | null; at: number | null };
  contact_rules: { version: number; numbers: string; actor: string; at: number };
};
