import type { Channel } from '../channels.ts';

/** A touch as whoever told it sees it again. */
export type TouchTold = {
  readonly id: string;
  readonly channel: Channel;
  readonly direction: 'in' | 'out';
  readonly outcome: string | null;
  readonly about: string | null;
  /** Epoch ms: when it happened. */
  readonly at: number;
};
