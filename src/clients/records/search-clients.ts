import type { Db } from '../../../db/schema.ts';
import { repairLayout } from '../matching/layout.ts';
import { stemOf } from '../matching/person-name.ts';
import { slips } from '../matching/slips.ts';
import { nearParts, soundsOf } from '../matching/words.ts';
import { countOfWords, recordsWithWords, wordsNear } from './search-store.ts';

/** More words of a line tell nothing more. */
const mostWords = 5;
/** So many spellings of a word are looked for. */
const mostSpellings = 12;
const mostRecords = 60;
/** More records than this have a common word; how many more does not matter. */
const common = 1000;

/** What was found: clients, the best first, and whether they only resemble what was asked for. */
export type Hits = { readonly clients: readonly string[]; readonly resemble: boolean };

/**
 * The clients whose name or company a line means, in either alphabet, with slips of the keyboard or with the
 * keyboard set to the other alphabet, whole words or their beginnings. Where no client has all the words, those that
 * have the rarest of them.
 */
export async function searchClients(db: Db, line: string, limit: number): Promise<Hits> {
  const words = [...new Set(soundsOf(repairLayout(line)))].slice(0, mostWords);
  const all = await Promise.all(words.map((word) => spellingsOf(db, word)));
  const known = all.filter(({ size }) => size > 0);
  if (known.length === 0) return { clients: [], resemble: false };
  const whole = known.length === words.length;
  // Who is meant to the letter is found among the fewest records; only else may a known word be a slip of another.
  const nearest = known.map(nearestOf);
  const found = new Set<string>();
  for (const sets of nearest.every((set, at) => set === known[at]) ? [known] : [nearest, known]) {
    for (const client of await ranked(db, await rarestFirst(db, sets), limit)) found.add(client);
    // One word may be the beginning of another: those follow.
    if (found.size >= (known.length > 1 ? 1 : limit)) break;
  }
  if (found.size > 0) return { clients: [...found].slice(0, limit), resemble: !whole };
  const [rarest] = await rarestFirst(db, known);
  return { clients: rarest && known.length > 1 ? await ranked(db, [rarest], limit) : [], resemble: true };
}

type Spellings = ReadonlyMap<string, number>;

/** A word as it is written, if anybody has it; else what is nearest to it. */
function nearestOf(spellings: Spellings): Spellings {
  const least = Math.min(...spellings.values());
  const nearest = [...spellings].filter(([, far]) => far === least);
  return nearest.length < spellings.size ? new Map(nearest) : spellings;
}

async function rarestFirst(db: Db, sets: readonly Spellings[]): Promise<Spellings[]> {
  const counted = await Promise.all(
    sets.map(async (set) => ({ set, count: await countOfWords(db, [...set.keys()], common) })),
  );
  return counted.sort((one, other) => one.count - other.count).map(({ set }) => set);
}

/** How words that are known may spell a word, and how far each is from it: 0 is the word itself. */
async function spellingsOf(db: Db, word: string): Promise<Spellings> {
  const stem = stemOf(word);
  const found = await wordsNear(db, [...new Set([...nearParts(word), ...nearParts(stem)])], stem, 200);
  const most = word.length > 5 ? 2 : word.length > 2 ? 1 : 0;
  const near = found
    .map((each) => ({ each, far: distance(each, word, stem) }))
    .filter(({ far }) => far <= most)
    .sort((one, other) => one.far - other.far);
  const exact = near.some(({ far }) => far === 0) && word.length > 2 ? near.filter(({ far }) => far <= 1) : near;
  return new Map(exact.slice(0, mostSpellings).map(({ each, far }) => [each, far]));
}

function distance(known: string, word: string, stem: string): number {
  if (known === word || known === stem) return 0;
  return known.startsWith(word) ? 0.5 : Math.min(slips(known, word), slips(known, stem));
}

/** The clients whose records have a spelling of every word, the nearest first. */
async function ranked(db: Db, sets: readonly Spellings[], limit: number): Promise<string[]> {
  const rows = await recordsWithWords(
    db,
    sets.map((set) => [...set.keys()]),
    mostRecords,
  );
  const records = Map.groupBy(rows, ({ record }) => record);
  const best = new Map<string, number>();
  for (const [, said] of records) {
    const client = said[0]?.client ?? '';
    const far = sets.reduce((sum, set) => sum + Math.min(3, ...said.map(({ word }) => set.get(word) ?? 3)), 0);
    best.set(client, Math.min(far, best.get(client) ?? Number.POSITIVE_INFINITY));
  }
  return [...best]
    .sort(([, one], [, other]) => one - other)
    .slice(0, limit)
    .map(([client]) => client);
}
