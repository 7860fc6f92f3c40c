import type { Department } from '../../team/departments.ts';
import type { StageByHand } from '../stages/stages.ts';
import type { Duties, Duty } from './duties.ts';

type Named = { readonly id: string; readonly name: string };

/** A change of the duty matrix that waits for a yes of each department. */
export type Proposal = {
  readonly id: string;
  /** The version that it changes. */
  readonly version: number;
  readonly duties: Duties;
  readonly by: Named;
  readonly at: number;
  readonly state: 'open' | 'agreed' | 'refused' | 'over';
  readonly yes: readonly { readonly department: Department; readonly who: Named }[];
};

/** The subject under which posts show a proposal. */
export function proposalSubject(id: string): string {
  return `proposal:${id}`;
}

/** The departments whose yes is still missing. */
export function awaited({ yes }: Pick<Proposal, 'yes'>): Department[] {
  return (['marketing', 'sales'] as const).filter((each) => yes.every(({ department }) => department !== each));
}

/** The stages that a proposal changes, each as it is and as it would be. */
export function changedStages(before: Duties, after: Duties): { stage: StageByHand; before: Duty; after: Duty }[] {
  return (Object.keys(after) as StageByHand[])
    .filter((stage) => JSON.stringify(before[stage]) !== JSON.stringify(after[stage]))
    .map((stage) => ({ stage, before: before[stage], after: after[stage] }));
}
