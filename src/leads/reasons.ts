/** Why a rep gives a lead back. */
export const releaseReasons = ['no-time', 'wrong-region', 'wrong-language', 'not-reached', 'other'] as const;
export type ReleaseReason = (typeof releaseReasons)[number];

/** Why a colleague does not take a lead that was handed to them. */
export const declineReasons = ['no-time', 'not-mine', 'not-ready', 'other'] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** Why a lead was lost, as sales sees it. */
export const lostReasons = [
  'price',
  'competitor',
  'no-decision',
  'no-budget',
  'no-need',
  'slow-reply',
  'silent',
  'other',
] as const;
export type LostReason = (typeof lostReasons)[number];

/** Why sales returns a lead to marketing; each leads to a stage of its own. */
export const recycleReasons = [
  'not-now',
  'no-budget',
  'not-reached',
  'no-decision',
  'wrong-data',
  'not-a-fit',
  'not-a-lead',
  'other',
] as const;
export type RecycleReason = (typeof recycleReasons)[number];

/** Where a returned lead goes by its reason: to be warmed up again, or away. */
export const recycledTo = {
  'not-now': 'nurturing',
  'no-budget': 'nurturing',
  'not-reached': 'nurturing',
  'no-decision': 'nurturing',
  'wrong-data': 'nurturing',
  'not-a-fit': 'disqualified',
  'not-a-lead': 'disqualified',
  other: 'nurturing',
} as const satisfies Record<RecycleReason, 'nurturing' | 'disqualified'>;
