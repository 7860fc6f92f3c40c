import type { Open, Standing } from '../clients/client.ts';
import type { Announced, Channel } from '../contacts/channels.ts';
import type { Named } from '../contacts/clearance/facts.ts';
import type { Duty } from './duties/duties.ts';
import type { GivenBack } from './last-release.ts';

type Reservation = { readonly who: Named; readonly channel: Announced; readonly until: number };

/** What the card of a lead shows beside the lead itself. */
export type Around = {
  readonly back?: GivenBack | undefined;
  /** What the client asked for no more of. */
  readonly stops?: readonly (Channel | 'any')[];
  /** Who is contacting the client now. */
  readonly reservation?: Reservation | undefined;
  /** Colleagues who have other leads of the same client. */
  readonly others?: readonly Standing[];
  /** Whom the client may be too. */
  readonly questions?: readonly Open[];
  /** Who is responsible while nobody has it. */
  readonly duty?: Named | undefined;
  /** Whose move it is in its stage. */
  readonly handles?: Duty['handles'] | undefined;
  /** What it waits for has not come in time. */
  readonly late?: boolean;
  /** Which client recommended us to this one. */
  readonly recommended?: { readonly name: string; readonly company: string | null } | undefined;
  /** What was said of it when its stages asked. */
  readonly said?: ReadonlyMap<string, string>;
};
