/** Why a rep gives a lead back. */
export const releaseReasons = ['no-time', 'wrong-region', 'wrong-language', 'not-reached', 'other'] as const;
export type ReleaseReason = (typeof releaseReasons)[number];

/** Why a colleague does not take a lead that was handed to them. */
export const declineReasons = ['no-time', 'not-mine', 'not-ready', 'other'] as const;
export type DeclineReason = (typeof declineReasons)[number];
