import type { Flag } from './flag.ts';

/** The tables of lead sources, the waiting room, and calls to the outside. */
export type SourcesTables = {
  /** A connection to a source; `secret` is sealed, `settings` JSON. */
  source: {
    name: string;
    kind: string;
    token_digest: string | null;
    secret: string | null;
    settings: string;
    country: string | null;
    created_at: number;
    last_at: number | null;
  };
  /** What has come in, so that it counts once; one that does not last counts for a while. */
  source_event: { source: string; event: string; at: number; lasting: Flag };
  /** The source's own ids of enquiries, and the leads that they became. */
  source_object: { source: string; external_id: string; lead: number | null; body_id: string };
  /** Bodies as they came, without secrets. */
  source_body: { id: string; source: string; at: number; body: string };
  /** Enquiries that are not yet leads; `told` is what is known, as JSON. */
  waiting: {
    id: string;
    source: string;
    body_id: string;
    at: number;
    reason: string;
    detail: string;
    told: string;
    state: string;
    lead: number | null;
    actor: string | null;
    answered_at: number | null;
    /** Which of the source's enquiries it is; null where nobody can tell. */
    external_id: string | null;
  };
  outbox: {
    id: string;
    kind: string;
    key: string;
    payload: string;
    state: string;
    tries: number;
    next_at: number;
    error: string | null;
    at: number;
  };
};
