import type { Clock, Lease } from './clocks/clock.ts';
import type { Hold } from './hold.ts';

type Named = { readonly id: string; readonly name: string };

/** One enquiry from one source at one time, as the cards and the rules see it. */
export type Lead = {
  readonly number: number;
  readonly client: string;
  readonly version: number;
  readonly stage: string;
  readonly hold: Hold;
  /** Epoch ms. */
  readonly arrivedAt: number;
  /** How long it may wait. */
  readonly temperature: 'hot' | 'warm';
  readonly clock: Clock | undefined;
  /** When it goes back unless its owner contacts the client (epoch ms). */
  readonly lease: number | undefined;
  readonly leased?: Lease | undefined;
  /** Who brought it to whoever has it. */
  readonly introducer: Named | undefined;
  /** The rule by which it was routed. */
  readonly rule: string | undefined;
  /** Since when it waits for somebody to have room for it. */
  readonly queuedAt: number | undefined;
  readonly closed: Closed | undefined;
  readonly source: string;
  readonly campaign: string | null;
  readonly name: string;
  readonly company: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly handle: string | null;
  readonly message: string | null;
  /** What else a form asked, and what was answered. */
  readonly answers?: Readonly<Record<string, string>> | undefined;
};

/** How a lead ended: what was sold, or why nothing was. */
export type Closed = {
  readonly at: number;
  readonly reason: string | undefined;
  /** Minor units. */
  readonly amount: number | undefined;
  readonly currency: string | undefined;
  readonly product: string | undefined;
};

/** The source of a lead that a colleague entered by hand; cards say it in words. */
export const byColleague = 'colleague';

/** The subject under which posts show a lead. */
export function subjectOf(number: number): string {
  return `lead:${number}`;
}

/** The subject under which posts name a lead that they do not follow: only erasing its client changes them. */
export function erasedSubject(number: number): string {
  return `erased:${number}`;
}

/** The lead that a post's subject names. */
export function numberOf(subject: string): number {
  return Number(subject.slice('lead:'.length));
}
