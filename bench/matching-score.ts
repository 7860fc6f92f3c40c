import { readFileSync } from 'node:fs';

/** What the product said of a probe, in the ids of the input; final before the truth is read. */
export type Judged = {
  readonly id: string;
  readonly verdict: Verdict;
  readonly client: string | null;
  readonly candidates: readonly string[];
  readonly account: string | null;
  readonly ms: number;
};
type Verdict = 'same' | 'possible' | 'account' | 'new';

/** What a probe is: which client's, of which class, and which verdicts do no harm. */
type Truth = {
  readonly client: string | null;
  readonly account: string | null;
  readonly cls: string;
  readonly expect: Verdict;
  readonly ok: readonly Verdict[];
};

/** Of a class, or of all: shares from 0 to 1, null where there is nothing to count. */
export type Scored = {
  readonly class: string;
  readonly probes: number;
  readonly precisionOfSame: number | null;
  readonly recallOfSame: number | null;
  readonly warned: number | null;
  readonly falseAlarms: number | null;
  readonly acceptable: number;
  readonly p50: number;
  readonly p99: number;
};

/** Scores what was said against the truth, over all and by class. */
export function score(judged: readonly Judged[], probes: string): Scored[] {
  const truths = new Map<string, Truth>();
  for (const line of readFileSync(probes, 'utf8').split('\n').filter(Boolean)) {
    const { id, truth } = JSON.parse(line);
    truths.set(id, truth);
  }
  const pairs = judged.flatMap((each) => {
    const truth = truths.get(each.id);
    return truth ? [{ said: each, truth }] : [];
  });
  const classes = [...new Set(pairs.map(({ truth }) => truth.cls))].sort();
  const withoutRare = pairs.filter(({ truth }) => truth.cls !== 'rare_name_only');
  return [
    scored('all', pairs),
    scored('all but rare_name_only', withoutRare),
    ...classes.map((cls) =>
      scored(
        cls,
        pairs.filter(({ truth }) => truth.cls === cls),
      ),
    ),
  ];
}

type Pair = { readonly said: Judged; readonly truth: Truth };

function scored(name: string, pairs: readonly Pair[]): Scored {
  const linked = pairs.filter(({ said }) => said.verdict === 'same');
  const provable = pairs.filter(({ truth }) => truth.expect === 'same');
  const known = pairs.filter(({ truth }) => truth.client !== null);
  const quiet = pairs.filter(
    ({ truth }) => truth.client === null && !truth.ok.includes('possible') && !truth.ok.includes('same'),
  );
  const times = pairs.map(({ said }) => said.ms).sort((one, other) => one - other);
  return {
    class: name,
    probes: pairs.length,
    precisionOfSame: share(linked, isRight),
    recallOfSame: share(provable, isRight),
    warned: share(
      known,
      ({ said, truth }) => isRight({ said, truth }) || said.candidates.slice(0, 3).includes(truth.client ?? ''),
    ),
    falseAlarms: share(quiet, ({ said }) => said.verdict === 'same' || said.verdict === 'possible'),
    acceptable:
      share(
        pairs,
        ({ said, truth }) => truth.ok.includes(said.verdict) && (said.verdict !== 'same' || isRight({ said, truth })),
      ) ?? 0,
    p50: times[Math.floor(times.length / 2)] ?? 0,
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
  };
}

function isRight({ said, truth }: Pair): boolean {
  return said.verdict === 'same' && said.client === truth.client;
}

function share(pairs: readonly Pair[], holds: (pair: Pair) => boolean): number | null {
  return pairs.length === 0 ? null : pairs.filter(holds).length / pairs.length;
}

/** The same as a Markdown table. */
export function table(rows: readonly Scored[]): string {
  const cell = (value: number | null): string => (value === null ? '–' : value.toFixed(4));
  const lines = rows.map((row) =>
    [
      row.class,
      row.probes,
      cell(row.precisionOfSame),
      cell(row.recallOfSame),
      cell(row.warned),
      cell(row.falseAlarms),
      cell(row.acceptable),
      row.p50.toFixed(2),
      row.p99.toFixed(2),
    ].join(' | '),
  );
  return [
    '| class | probes | precision of same | recall of same | known clients warned | false alarms | acceptable | p50 ms | p99 ms |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n');
}
