import type { Person } from '../chat/directory.ts';

/** When a series meets: wall-clock time on a day of the week (1 is Monday) in an IANA zone. */
export type Rule = { readonly weekday: number; readonly localTime: string; readonly zone: string };

/** A series of joint meetings. */
export type Sync = Rule & {
  readonly id: string;
  /** Raised by every change, so that what was planned before it knows that it is over. */
  readonly version: number;
  readonly places: readonly string[];
  readonly state: 'active' | 'paused' | 'ended';
  readonly members: readonly Person[];
};

/** One meeting of a series. */
export type Occurrence = {
  readonly sync: string;
  /** Epoch ms. */
  readonly start: number;
  readonly state: 'planned' | 'skipped';
};

export type Answer = 'yes' | 'no';

/** The subject under which posts show an occurrence; also how its buttons name it. */
export function occurrenceSubject({ sync, start }: Pick<Occurrence, 'sync' | 'start'>): string {
  return `occurrence:${sync}/${start}`;
}

/** The occurrence that a subject names. */
export function occurrenceOf(subject: string): { sync: string; start: number } {
  const [sync = '', start] = subject.slice('occurrence:'.length).split('/');
  return { sync, start: Number(start) };
}
