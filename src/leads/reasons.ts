/** Why a rep gives a lead back. */
export const releaseReasons = ['no-time', 'wrong-region', 'wrong-language', 'not-reached', 'other'] as const;
export type ReleaseReason = (typeof releaseReasons)[number];
