import type { Flag } from './flag.ts';

/** The tables of people. */
export type TeamTables = {
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
};
