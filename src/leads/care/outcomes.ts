/** What a client said after a sale. */
export const careOutcomes = ['happy', 'so-so', 'unhappy', 'not-reached'] as const;
export type CareOutcome = (typeof careOutcomes)[number];
