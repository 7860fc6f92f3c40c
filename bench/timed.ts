/** How long something takes for each of some cases: the median, the slowest in a hundred, the slowest in ten thousand (ms). */
export async function timed<T>(cases: readonly T[], run: (each: T) => Promise<unknown>, { cold = false } = {}) {
  const times: number[] = [];
  // A Baton that has been up for a while has read these pages before.
  if (!cold) for (const each of cases) await run(each);
  for (const each of cases) {
    const before = performance.now();
    await run(each);
    times.push(performance.now() - before);
  }
  const sorted = times.sort((one, other) => one - other);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);
  return { asked: sorted.length, 'p50 ms': at(0.5), 'p99 ms': at(0.99), 'most ms': at(0.9999) };
}
