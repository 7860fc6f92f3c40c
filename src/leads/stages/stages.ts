/** The stages in which a lead is worked on; whoever has it says which. */
export const stagesByHand = ['new', 'nurturing', 'qualified', 'contacted', 'negotiating'] as const;
export type StageByHand = (typeof stagesByHand)[number];

/** The ends of a lead. */
export const closedStages = ['won', 'lost', 'disqualified'] as const;
export type ClosedStage = (typeof closedStages)[number];
export type Stage = StageByHand | ClosedStage;

/** Whether nothing is left to do about a lead in a stage. */
export function isClosed(stage: string): boolean {
  return (closedStages as readonly string[]).includes(stage);
}
