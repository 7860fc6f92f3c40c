type Named = { readonly id: string; readonly name: string };

/** What the receiver gets with a lead. */
export type Package = {
  readonly need: string;
  readonly promised: string | undefined;
  readonly nextStep: string;
};

/** A lead on its way from one colleague to another; the sender stays responsible until it is accepted. */
export type Handoff = Package & {
  readonly id: string;
  readonly lead: number;
  readonly client: string;
  readonly from: Named;
  readonly to: Named;
  readonly state: 'offered' | 'accepted' | 'declined' | 'returned' | 'withdrawn';
  readonly reason: string | undefined;
  readonly note: string | undefined;
  /** Epoch ms. */
  readonly offeredAt: number;
  readonly until: number;
  readonly answeredAt: number | undefined;
};

/** The subject under which posts show a handoff. */
export function handoffSubject(id: string): string {
  return `handoff:${id}`;
}
