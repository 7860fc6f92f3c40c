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
};
