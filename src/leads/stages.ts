/** The stages in which a lead is worked on; whoever has it says which. The others come with an end of it. */
export const stagesByHand = ['new', 'nurturing', 'qualified', 'contacted', 'negotiating'] as const;
export type StageByHand = (typeof stagesByHand)[number];
