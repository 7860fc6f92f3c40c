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
    /** Their own working hours as JSON; null for those of the company. */
    week: string | null;
    /** Where their public holidays are those of (`DE-BY`); null for those of the company. */
    region: string | null;
    /** They take no new leads until then. */
    paused_until: number | null;
    /** How many leads they get of those that are routed, in hundredths of a share; and how many they can have at a time. */
    weight: number;
    cap: number | null;
    /** JSON lists: languages (`ru`), and countries (`DE`). */
    languages: string | null;
    territories: string | null;
    /** Their status in a chat says that they are away until then. */
    chat_away_until: number | null;
    /** The platform says that they have left. */
    left_at: number | null;
    /** An administrator has said that this is that colleague, under another address. */
    joined_into: string | null;
  };
  /** What somebody wants to hear, and when. */
  preference: { person_id: string; name: string; value: string };
  /** Days on which somebody is away, first and last. */
  time_off: { id: string; person_id: string; first_day: string; last_day: string };
  /** What holds for everybody: one row. `week` is JSON; null for the usual week. */
  company: { id: number; zone: string; region: string | null; currency: string; week: string | null };
  /** What may be changed by those who use it, every version that was ever in force; `value` is JSON. */
  setting: { name: string; version: number; value: string; actor: string; at: number };
  /** A setting that needs a yes of each department, on the way. */
  proposal: {
    id: string;
    setting: string;
    version: number;
    value: string;
    actor: string;
    at: number;
    state: string;
  };
  proposal_yes: { proposal_id: string; department: string; person_id: string; at: number };
  /** `id` is qualified by platform and tenant: `slack:T1/U1`. */
  identity: {
    id: string;
    person_id: string;
    /** Under which address, in lower case, the platform knows them. */
    email: string | null;
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
