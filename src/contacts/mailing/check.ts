import type { Reason } from '../clearance/rule.ts';

/** Where a mailing check stands. It goes forward only, and can be called off until it is confirmed. */
export type State =
  /** Marketing has handed the list over, and not said yet what it is for. */
  | 'draft'
  | 'judging'
  | 'asking'
  | 'ready'
  | 'confirming'
  | 'confirmed'
  | 'logging'
  | 'sent'
  | 'called-off'
  /** Nobody went on with it while its list was kept. */
  | 'over';

/** What is said of one line: it may be mailed, whoever has the client is asked, or it is left out. */
export type Verdict = 'keep' | 'ask' | 'drop';

/** Why, beside what clearance says: the line is no address, or was there before; the person was erased, or is nobody's. */
export type Why =
  | { readonly code: 'no-address' | 'repeated' | 'erased' | 'nobody' }
  /** Whoever has the client was asked, and said so, or did not answer in time. */
  | { readonly code: 'left-out' | 'let-go' | 'silent'; readonly who: string }
  | (Pick<Reason, 'code' | 'light' | 'at' | 'channel' | 'about' | 'lead' | 'count' | 'on' | 'until'> & {
      readonly who: string;
    });

/** One line of an audience: as it was sent, how to find the client, and what is said of it. */
export type Line = {
  readonly value: string;
  /** The address behind it, normalised; or the client's own id. */
  readonly email?: string;
  readonly id?: string;
  /** Only a hash came, of an address that nobody here has. */
  readonly hashed?: true;
  /** It stood on an earlier line. */
  readonly again?: true;
  readonly client?: string;
  readonly verdict?: Verdict;
  readonly why?: readonly Why[];
  /** It stands in the client's history that they were left out. */
  readonly told?: true;
};

/** How many lines have which verdict, and how many of those that are not kept have which reason first. */
export type Counts = {
  readonly keep: number;
  readonly ask: number;
  readonly drop: number;
  readonly why: Readonly<Record<string, number>>;
};

/** An audience that marketing means to mail. Instants are epoch ms. */
export type Check = {
  readonly id: string;
  readonly version: number;
  readonly state: State;
  readonly name: string;
  readonly offer: string | undefined;
  /** Who asks: a colleague, or a program (`source:<name>`). */
  readonly actor: string;
  readonly person: string | undefined;
  /** What becomes of a client whose owner does not answer. */
  readonly silence: 'keep' | 'drop';
  readonly deadline: number;
  readonly sendAt: number;
  readonly parts: number;
  /** Of the pass that runs. */
  readonly done: number;
  readonly size: number;
  readonly counts: Counts;
  /** Digests (SHA-256, hex) of the final list, and of the ledger as it stood when the list was confirmed. */
  readonly list: string;
  readonly ledger: string;
  readonly signature: string | undefined;
  readonly at: number;
  readonly confirmedAt: number | undefined;
};

/** So many lines are one part, and one step of a pass. */
export const partSize = 500;
/** So many lines one audience has at most. */
export const mostLines = 1_000_000;

export const nothingCounted: Counts = { keep: 0, ask: 0, drop: 0, why: {} };

/** The lines of an audience, counted. */
export function count(lines: readonly Line[]): Counts {
  const why: Record<string, number> = {};
  const total = { keep: 0, ask: 0, drop: 0 };
  for (const { verdict = 'keep', why: [first] = [] } of lines) {
    total[verdict] += 1;
    if (verdict !== 'keep' && first) why[first.code] = (why[first.code] ?? 0) + 1;
  }
  return { ...total, why };
}

/** Two counts as one. */
export function plus(one: Counts, other: Counts): Counts {
  const why: Record<string, number> = { ...one.why };
  for (const [code, many] of Object.entries(other.why)) why[code] = (why[code] ?? 0) + many;
  return { keep: one.keep + other.keep, ask: one.ask + other.ask, drop: one.drop + other.drop, why };
}

/** The subject under which posts show a check. */
export function checkSubject(id: string): string {
  return `mailing:${id}`;
}
