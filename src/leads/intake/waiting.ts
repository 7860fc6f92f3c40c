import type { SourceLead } from '../../kernel/delivery.ts';

/** Why an enquiry waits: nobody can tell what it says, nobody can reach them, it is doubtful, it could not be fetched. */
export const waitingReasons = ['unreadable', 'unreachable', 'doubtful', 'not-fetched', 'test'] as const;
export type WaitingReason = (typeof waitingReasons)[number];

/** An enquiry that is not yet a lead. */
export type Waiting = {
  readonly id: string;
  readonly source: string;
  readonly at: number;
  readonly reason: WaitingReason;
  /** More about why: what is wrong with the body, which doubts. */
  readonly detail: string;
  readonly told: SourceLead;
  readonly state: 'open' | 'accepted' | 'not-a-lead';
  readonly lead: number | undefined;
  readonly by: { readonly id: string; readonly name: string } | undefined;
  readonly answeredAt: number | undefined;
};

/** The subject under which posts show it. */
export function waitingSubject(id: string): string {
  return `waiting:${id}`;
}
