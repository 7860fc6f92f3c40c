import { isFree, offeredIn } from '../hold.ts';
import type { Lead } from '../lead.ts';
import { type ClockKind, clockKinds, type Step } from './clock.ts';

/** What somebody is told of a lead that is not theirs to look after alone. */
export type AlertKind =
  | `${ClockKind}-${Step}`
  | 'answer-remind'
  | 'lease-remind'
  | 'lease-grace'
  | 'lapsed'
  | 'resumed'
  | 'assigned'
  | 'pool-empty'
  | 'freed'
  | 'your-move'
  | 'taken-over'
  | 'contacted';

/** Which alert of which lead: one for its reader, however often it is asked for. */
export type Alert = { readonly lead: number; readonly kind: AlertKind; readonly at: number };

/** The subject under which an alert is posted. */
export function alertSubject({ lead, kind, at }: Alert): string {
  return `alert:${lead}/${kind}/${at}`;
}

/** The alert that a subject names. */
export function alertOf(subject: string): Alert {
  const [lead = '', kind = '', at = ''] = subject.slice('alert:'.length).split('/');
  return { lead: Number(lead), kind: kind as AlertKind, at: Number(at) };
}

/** What is over once somebody has the lead. */
const forAnybody: readonly AlertKind[] = ['lapsed', 'freed', 'your-move', 'pool-empty'];

/** Whether what an alert told of is over: the clock has been stopped, the offer answered, the lead taken or given back. */
export function isPast({ kind, at }: Alert, { clock, lease, hold, closed }: Lead): boolean {
  const own = clockKinds.find((each) => kind.startsWith(`${each}-`));
  if (own) return clock?.kind !== own || clock.since !== at;
  if (kind === 'answer-remind') return offeredIn(hold) === undefined;
  if (kind === 'lease-remind') return lease !== at;
  if (forAnybody.includes(kind)) return !isFree(hold) || closed !== undefined;
  return closed !== undefined || isFree(hold);
}
