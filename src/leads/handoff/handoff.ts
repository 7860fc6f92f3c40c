import type { Receiver } from '../hold.ts';

type Named = { readonly id: string; readonly name: string };

/** What the receiver gets with a lead. */
export type Package = {
  readonly need: string;
  /** What has been said to the client so far. */
  readonly said: string | undefined;
  readonly promised: string | undefined;
  readonly nextStep: string;
  readonly bestTime: string | undefined;
};

/** A lead on its way from a colleague to another, or to a department; the sender stays responsible until it is accepted. */
export type Handoff = Package & {
  readonly id: string;
  readonly lead: number;
  readonly client: string;
  readonly from: Named;
  readonly to: Receiver;
  /** Who brought the client to the receiver, and keeps credit. */
  readonly introducer: Named | undefined;
  readonly state: 'offered' | 'accepted' | 'declined' | 'returned' | 'withdrawn';
  readonly reason: string | undefined;
  readonly note: string | undefined;
  /** Epoch ms. */
  readonly offeredAt: number;
  readonly until: number;
  readonly answeredAt: number | undefined;
  /** Of a department, whoever answered. */
  readonly answeredBy: Named | undefined;
};

/** The subject under which posts show a handoff. */
export function handoffSubject(id: string): string {
  return `handoff:${id}`;
}
