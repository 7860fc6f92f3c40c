/** Faults on demand: shares (0 to 1) of the calls that change something. */
export type Faults = {
  /** The work is done and the connection then cut. */
  dropAnswer: number;
  /** Refused for its rate, without effect. */
  limit: number;
  /** What happens to the next calls that change something, in order, before chance has its say. */
  readonly next: ('dropAnswer' | 'limit')[];
  /** Held back for so many ms before anything is done. */
  delayMs: number;
};

export const noFaults = (): Faults => ({ dropAnswer: 0, limit: 0, next: [], delayMs: 0 });

/** Random numbers that a seed repeats (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The fault that hits a call, if any. */
export function hitBy({ next, dropAnswer, limit }: Faults, random: () => number): 'dropAnswer' | 'limit' | undefined {
  const scripted = next.shift();
  if (scripted) return scripted;
  const chance = random();
  if (chance < limit) return 'limit';
  return chance < limit + dropAnswer ? 'dropAnswer' : undefined;
}
