/** Teams' rates for a bot in a conversation (learn.microsoft.com, bots/how-to/rate-limit): calls, and in how many ms. */
const windows = [
  [7, 1_000],
  [8, 2_000],
  [60, 30_000],
  [1_800, 3_600_000],
] as const;

/** Counts calls by conversation; gives the seconds to wait when there were too many. */
export function createRates(scale: number) {
  const calls = new Map<string, number[]>();
  return {
    take: (conversation: string): number | undefined => {
      const now = Date.now();
      const made = (calls.get(conversation) ?? []).filter((at) => at > now - 3_600_000);
      for (const [most, ms] of windows) {
        const recent = made.filter((at) => at > now - ms);
        if (recent.length >= most * scale) return Math.max(1, Math.ceil(((recent[0] ?? now) + ms - now) / 1000));
      }
      calls.set(conversation, [...made, now]);
      return undefined;
    },
  };
}
