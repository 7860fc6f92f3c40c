/** The two that Baton makes one team. */
export const departments = ['marketing', 'sales'] as const;
export type Department = (typeof departments)[number];
