import type { Channel } from '../channels.ts';
import type { Facts, Named } from './facts.ts';
import type { Values } from './values.ts';

export type Light = 'green' | 'amber' | 'red';

/** Why not, or not without thinking: who, when, about what. `until` is when this reason ends by itself. */
export type Reason = {
  readonly code:
    | 'stopped'
    | 'stopped-here'
    | 'reserved'
    | 'touched'
    | 'agreed'
    | 'held'
    | 'negotiating'
    | 'double'
    | 'quiet'
    | 'offer-over'
    | 'same-offer'
    | 'same-family'
    | 'same-offer-there'
    | 'unasked'
    | 'capped-day'
    | 'capped-week'
    | 'capped-month';
  readonly light: Exclude<Light, 'green'>;
  readonly who: Named;
  readonly at: number;
  readonly channel?: Channel;
  readonly about?: string | null;
  readonly lead?: number;
  readonly count?: number;
  /** The day (epoch ms of noon) that was agreed. */
  readonly on?: number;
  readonly until?: number;
};

/** May this actor contact this client now, by this channel, perhaps with this offer? */
export type Question = {
  readonly facts: Facts;
  readonly channel: Channel;
  readonly offer: string | undefined;
  readonly actor: string;
  readonly values: Values;
  readonly now: number;
};

/** One rule: what it has against a contact. */
export type Rule = (question: Question) => Reason[];
