/** A figure of one run: requests a second, or milliseconds. */
export type Run = () => Promise<number>;

export type Verdict = {
  readonly name: string;
  /** Subject to floor: the median of the rounds that counted, and their spread. */
  readonly ratio: number;
  readonly least: number;
  readonly most: number;
  /** The second floor of a round to its first: what the machine alone does to a ratio. */
  readonly floorToFloor: number;
  readonly floor: number;
  readonly subject: number;
  readonly rounds: number;
  readonly thrownOut: number;
  readonly goal: string;
  readonly held: boolean;
};

/** Floors that differ by more than this say that the machine was busy with something else. */
const mostUnrest = 1.35;

export type Goal = { readonly text: string; holds(ratio: number): boolean };

/** Floor, subject, floor, in turn, until enough rounds have counted; the verdict is their median. */
export async function compare(name: string, floor: Run, subject: Run, goal: Goal, wanted: number): Promise<Verdict> {
  const rounds: { ratio: number; unrest: number; floor: number; subject: number }[] = [];
  let thrownOut = 0;
  // The first runs warm both up.
  await floor();
  await subject();
  while (rounds.length < wanted && thrownOut < wanted * 3) {
    const before = await floor();
    const between = await subject();
    const after = await floor();
    const unrest = after / before;
    if (Math.max(unrest, 1 / unrest) > mostUnrest) {
      thrownOut += 1;
      continue;
    }
    const beside = (before + after) / 2;
    rounds.push({ ratio: between / beside, unrest, floor: beside, subject: between });
    process.stderr.write('.');
  }
  process.stderr.write('\n');
  const ratios = rounds.map(({ ratio }) => ratio);
  const ratio = median(ratios);
  return {
    name,
    ratio,
    least: Math.min(...ratios),
    most: Math.max(...ratios),
    floorToFloor: median(rounds.map(({ unrest }) => unrest)),
    floor: median(rounds.map((round) => round.floor)),
    subject: median(rounds.map((round) => round.subject)),
    rounds: rounds.length,
    thrownOut,
    goal: goal.text,
    held: rounds.length > 0 && goal.holds(ratio),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
