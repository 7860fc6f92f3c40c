import type { Generated } from 'kysely';
import type { Flag } from './flag.ts';

/** The tables of the ground floor: ledger, posts, due rows, and what deliveries and the API remember. */
export type GroundTables = {
  /** How a platform is to be answered in a place or by a person; only the platform reads it. */
  conversation: { place: string; reference: string; at: number };
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
    /** The post of which it is a line, while it has no card of its own. */
    folded_into: string | null;
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
  delivery: { key: string; at: number };
  intake_answer: { token: string; key: string; digest: string; status: number; body: string; at: number };
};
