import type { Db } from '../../../db/schema.ts';
import { repairLayout } from '../matching/layout.ts';
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
  const spelled = (await Promise.all(words.map((word) => spellingsOf(db, word)))).filter(({ size }) => size > 0);
  const counts = await Promise.all(spelled.map((spellings) => countOfWords(db, [...spellings.keys()], common)));
  const rarest = spelled
    .map((spellings, at) => ({ spellings, count: counts[at] ?? 0 }))
    .sort((one, other) => one.count - other.count);
  const sets = rarest.map(({ spellings }) => spellings);
  if (sets.length === 0) return { clients: [], resemble: false };
  const all = await ranked(db, sets, limit);
  const whole = spelled.length === words.length;
  if (all.length > 0) return { clients: all, resemble: !whole };
  return { clients: sets.length > 1 ? await ranked(db, sets.slice(0, 1), limit) : [], resemble: true };
}

/** How words that are known may spell a word, and how far each is from it: 0 is the word itself. */
async function spellingsOf(db: Db, word: string): Promise<Map<string, number>> {
  const found = await wordsNear(db, nearParts(word), word, 200);
  const most = word.length > 5 ? 2 : word.length > 2 ? 1 : 0;
  const near = found
    .map((each) => ({ each, far: each.startsWith(word) ? (each === word ? 0 : 0.5) : slips(each, word) }))
    .filter(({ far }) => far <= most)
    .sort((one, other) => one.far - other.far);
  const exact = near.some(({ far }) => far === 0) && word.length > 2 ? near.filter(({ far }) => far <= 1) : near;
  return new Map(exact.slice(0, mostSpellings).map(({ each, far }) => [each, far]));
}

/** The clients whose records have a spelling of every word, the nearest first. */
async function ranked(db: Db, sets: readonly Map<string, number>[], limit: number): Promise<string[]> {
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
