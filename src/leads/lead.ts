import type { Hold } from './hold.ts';

/** One enquiry from one source at one time, as the cards and the rules see it. */
export type Lead = {
  readonly number: number;
  readonly client: string;
  readonly version: number;
  readonly stage: string;
  readonly hold: Hold;
  /** Epoch ms. */
  readonly arrivedAt: number;
  readonly source: string;
  readonly campaign: string | null;
  readonly name: string;
  readonly company: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly handle: string | null;
  readonly message: string | null;
};

/** The source of a lead that a colleague entered by hand; cards say it in words. */
export const byColleague = 'colleague';

/** The subject under which posts show a lead. */
export function subjectOf(number: number): string {
  return `lead:${number}`;
}

/** The lead that a post's subject names. */
export function numberOf(subject: string): number {
  return Number(subject.slice('lead:'.length));
}
