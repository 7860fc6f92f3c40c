import { type Duties, dutyIn } from '../duties/duties.ts';
import { type Hold, isFree } from '../hold.ts';
import type { Numbers } from './numbers.ts';

/** What a lead waits for: that somebody claims it, that they contact the client, that its stage goes on. */
export const clockKinds = ['claim', 'touch', 'stage'] as const;
export type ClockKind = (typeof clockKinds)[number];

/** A clock that runs since a moment, for so many working minutes, and has run out at another (epoch ms). */
export type Clock = {
  readonly kind: ClockKind;
  readonly since: number;
  readonly due: number;
  readonly minutes: number;
};

/** How long a lead stays with its owner without a contact: so many working minutes from a moment (epoch ms). */
export type Lease = { readonly since: number; readonly minutes: number };

/** What runs for a lead: which clock, for how many working minutes. */
export type Running = { readonly kind: ClockKind; readonly minutes: number };

type State = { readonly hold: Hold; readonly stage: string; readonly temperature: 'hot' | 'warm' };

/** Which clock runs for a lead: none once it is closed, while its client is waited for, or where a stage has none. */
export function runningFor({ hold, stage, temperature }: State, duties: Duties, numbers: Numbers): Running | undefined {
  const duty = dutyIn(duties, stage);
  if (!duty || hold.hold === 'paused') return undefined;
  if (isFree(hold)) {
    const minutes = temperature === 'hot' ? numbers.hotClaim : numbers.warmClaim;
    // What was warmed up, or came back, has the time of its stage.
    return { kind: 'claim', minutes: stage === 'new' ? minutes : Math.max(minutes, duty.minutes) };
  }
  if (hold.hold === 'claimed') return { kind: 'touch', minutes: numbers.firstTouch };
  return duty.minutes > 0 ? { kind: 'stage', minutes: duty.minutes } : undefined;
}

/** For how many working minutes a lead stays with its owner without a contact. */
export function leaseFor({ hold, stage }: State, duties: Duties, numbers: Numbers): number | undefined {
  if (!dutyIn(duties, stage)) return undefined;
  if (hold.hold === 'claimed') return numbers.lease;
  return hold.hold === 'working' ? numbers.workingLease : undefined;
}

/** What happens to a clock: somebody is reminded, it has run out, and it has run for twice its time. */
export const steps = ['remind', 'due', 'over'] as const;
export type Step = (typeof steps)[number];

/** After how many working minutes of a clock a step comes. */
export function minutesOf(step: Step, minutes: number, { remindAt }: Numbers): number {
  if (step === 'remind') return (minutes * remindAt) / 100;
  return step === 'due' ? minutes : 2 * minutes;
}

/** Whether a lead still waits for the same: then its clock goes on. */
export function sameWait(before: Hold, after: Hold): boolean {
  if (isFree(before) || isFree(after)) return isFree(before) && isFree(after);
  return before.hold === after.hold && before.owner.id === after.owner.id && before.since === after.since;
}
