import type { Person } from '../../chat/directory.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import type { Department } from '../../team/departments.ts';
import { type StageByHand, stagesByHand } from '../stages/stages.ts';

/** What can be asked for when a lead leaves a stage. */
export const exitFields = ['need', 'budget', 'decides', 'timing', 'amount'] as const;
export type ExitField = (typeof exitFields)[number];

/** Who does what in a stage: `both` means whoever comes first. */
export type Duty = {
  readonly warms: Department | null;
  readonly handles: Department | 'both';
  readonly introduces: Department | null;
  /** Within so many working minutes something has to happen; 0 turns the clock off. */
  readonly minutes: number;
  /** What has to be known before the lead goes on from here. */
  readonly exit: readonly ExitField[];
};

/** The duty matrix: whose move it is in every stage. */
export type Duties = Readonly<Record<StageByHand, Duty>>;

const workingDay = 9 * 60;

/** What holds until both departments agree on something else. */
export const usualDuties: Duties = {
  new: { warms: 'marketing', handles: 'both', introduces: null, minutes: workingDay, exit: [] },
  nurturing: { warms: 'marketing', handles: 'marketing', introduces: null, minutes: 10 * workingDay, exit: ['need'] },
  qualified: { warms: 'marketing', handles: 'sales', introduces: 'marketing', minutes: workingDay, exit: ['need'] },
  contacted: { warms: null, handles: 'sales', introduces: null, minutes: 3 * workingDay, exit: ['need', 'decides'] },
  negotiating: { warms: null, handles: 'sales', introduces: null, minutes: 5 * workingDay, exit: [] },
};

/** The duty of a stage; a lead that is closed has none. */
export function dutyIn(duties: Duties, stage: string): Duty | undefined {
  return (stagesByHand as readonly string[]).includes(stage) ? duties[stage as StageByHand] : undefined;
}

/** The department whose duty person is responsible for a lead that nobody has. */
export function responsibleDepartment(duties: Duties, stage: string): Department {
  const handles = dutyIn(duties, stage)?.handles ?? 'both';
  return handles === 'both' ? 'sales' : handles;
}

/** Whether a person may take a lead in a stage: without a department one may do what sales may. */
export function mayHandle(duties: Duties, stage: string, who: Pick<Person, 'department'>): Refusal | undefined {
  const handles = dutyIn(duties, stage)?.handles;
  if (handles === undefined) return refuse('lead.closed');
  if (handles === 'both' || handles === (who.department ?? 'sales')) return undefined;
  return refuse(`duty.${handles}`);
}

/** What is still to be said before a lead leaves a stage for another; going back, or to be warmed up, asks nothing. */
export function missingFor(duties: Duties, from: string, to: StageByHand, known: ReadonlySet<string>): ExitField[] {
  if (to === 'nurturing') return [];
  return askedBetween(duties, from, to).filter((field) => !known.has(field));
}

/**
 * What the stages ask for from one up to another, in which it does not count any more. Whoever leaps over a stage says what it
 * would have asked; being warmed up is a way round, and no step.
 */
export function askedBetween(duties: Duties, from: string, to: StageByHand): ExitField[] {
  const order = stagesByHand as readonly string[];
  const left = stagesByHand.slice(Math.max(0, order.indexOf(from)), order.indexOf(to));
  const asked = left.filter((stage) => stage === from || stage !== 'nurturing').flatMap((stage) => duties[stage].exit);
  return exitFields.filter((field) => asked.includes(field));
}

/** The stages in which somebody may take a lead. */
export function stagesFor(duties: Duties, who: Pick<Person, 'department'>): StageByHand[] {
  return stagesByHand.filter((stage) => !mayHandle(duties, stage, who));
}

/** The stage in which somebody goes on with a lead, where its own is the other department's; undefined where it stays. */
export function stageFor(duties: Duties, stage: string, who: Pick<Person, 'department'>): StageByHand | undefined {
  if (!dutyIn(duties, stage) || !mayHandle(duties, stage, who)) return undefined;
  return stagesByHand.find((each) => duties[each].handles === (who.department ?? 'sales'));
}
