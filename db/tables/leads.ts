import type { Generated } from 'kysely';
import type { Flag } from './flag.ts';

/** The tables of leads. */
export type LeadsTables = {
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
    /** `hot` or `warm`: how long it may wait. */
    temperature: Generated<string>;
    /** Since when it is in its stage; null since it came. */
    stage_since: number | null;
    /** The clock that runs, since when, and when it has run out. */
    clock_kind: string | null;
    clock_since: number | null;
    clock_due: number | null;
    clock_minutes: number | null;
    /** When it goes back unless somebody contacts the client. */
    lease_until: number | null;
    lease_since: number | null;
    lease_minutes: number | null;
    /** Until when the client is waited for. */
    paused_until: number | null;
    /** Who brought it to whoever has it, and keeps credit. */
    introducer_id: string | null;
    closed_at: number | null;
    closed_reason: string | null;
    /** What was sold: minor units of a currency, and what. */
    amount: number | null;
    currency: string | null;
    product: string | null;
    /** To whom it is offered in turn, and until when. */
    offered_to: string | null;
    offered_until: number | null;
    /** Since when it waits for somebody to have room for it. */
    queued_at: number | null;
    /** The rule by which it was routed. */
    rule: string | null;
    /** The client who recommended us to them, and when they were thanked. */
    recommended_by: string | null;
    thanked_at: number | null;
  };
  /** After a sale the client is asked how it is. */
  care: {
    lead: number;
    client_id: string;
    asked_at: number | null;
    state: string;
    outcome: string | null;
    note: string | null;
    actor: string | null;
    answered_at: number | null;
  };
  /** Whose turn it is by a rule: `credit` is what the next choice goes by. */
  route_turn: { rule: string; person_id: string; credit: number; given: number };
  route_lock: { id: number; seq: number };
  /** Why a lead went where it went: `asked` is all that was known, as JSON. */
  receipt: {
    id: string;
    lead: number;
    at: number;
    version: number;
    rule: string | null;
    outcome: string;
    chosen: string | null;
    asked: string;
  };
  /** What somebody said of a lead when a stage asked for it. */
  lead_field: { lead: number; field: string; value: string; actor: string; at: number };
  lead_watch: { lead: number; person_id: string };
  lead_ask: {
    id: string;
    lead: number;
    client_id: string;
    asker_id: string;
    owner_id: string;
    state: string;
    note: string | null;
    asked_at: number;
    answered_at: number | null;
  };
  handoff: {
    id: string;
    lead: number;
    client_id: string;
    from_id: string;
    /** To a colleague, or to whoever of a department takes it. */
    to_id: string | null;
    to_department: string | null;
    introducer_id: string | null;
    need: string;
    said: string | null;
    promised: string | null;
    next_step: string;
    best_time: string | null;
    state: string;
    reason: string | null;
    note: string | null;
    offered_at: number;
    until: number;
    answered_at: number | null;
    answered_by: string | null;
  };
};
