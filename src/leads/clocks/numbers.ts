/** How long things may take, in working minutes; `remindAt` and `leaseReminder` are hundredths of that. */
export type Numbers = {
  /** Until somebody claims a hot lead, or another. */
  readonly hotClaim: number;
  readonly warmClaim: number;
  /** From the claim to the first contact. */
  readonly firstTouch: number;
  /** A claim without a contact lapses after so long; later, after so long without another. */
  readonly lease: number;
  readonly workingLease: number;
  /** A colleague answers a handoff within so long. */
  readonly answer: number;
  readonly remindAt: number;
  readonly leaseReminder: number;
};

export const usualNumbers: Numbers = {
  hotClaim: 5,
  warmClaim: 30,
  firstTouch: 15,
  lease: 60,
  workingLease: 10 * 9 * 60,
  answer: 120,
  remindAt: 60,
  leaseReminder: 75,
};

/** In the order in which they are listed, and how small and large each may be. */
export const limits = {
  hotClaim: [1, 480],
  warmClaim: [1, 2_400],
  firstTouch: [1, 2_400],
  lease: [5, 4_800],
  workingLease: [60, 60_000],
  answer: [5, 4_800],
  remindAt: [10, 95],
  leaseReminder: [10, 95],
} as const satisfies Record<keyof Numbers, readonly [number, number]>;
export const numberNames = Object.keys(limits) as readonly (keyof Numbers)[];
