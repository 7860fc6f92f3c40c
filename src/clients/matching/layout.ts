import forms from './first-names.json' with { type: 'json' };
import { firstName } from './first-names.ts';
import { romanise } from './romanise.ts';

const english = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const russian = 'йцукенгшщзхъфывапролджэячсмитьбюё';
const toRussian = new Map([
  ...[...english].map((key, at) => [key, russian[at] ?? key] as const),
  ...[...'{}:"<>~'].map((key, at) => [key, 'хъжэбюё'[at] ?? key] as const),
]);
const toEnglish = new Map([...russian].map((key, at) => [key, english[at] ?? key]));

/** How often a letter follows another at the beginning, in the middle and at the end of a name, in either alphabet. */
const [pairs, letters] = [new Map<string, number>(), new Map<string, number>()];
for (const line of forms)
  for (const word of line.split(' ').slice(1))
    for (const [one, pair] of pairsOf(word)) {
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      letters.set(one, (letters.get(one) ?? 0) + 1);
    }

/** So many bits more likely are words that have no first name among them. */
const enough = 10;

/**
 * A line that was typed with the keyboard set to the other alphabet (`Bdfy Gtnhjd` for Иван Петров), as it was meant.
 * It is left alone if a first name stands there; else what it would mean has to read more like words than what stands
 * there, and much more so if there is no first name in it.
 */
export function repairLayout(typed: string): string {
  const lower = typed.toLowerCase();
  const table = /[a-z]/.test(lower) ? toRussian : toEnglish;
  if (/[a-z]/.test(lower) && /\p{Script=Cyrillic}/u.test(lower)) return typed;
  const words = lower.split(/\s+/);
  if (words.some(isFirst)) return typed;
  const meant = words.map((word) => [...word].map((key) => table.get(key) ?? key).join(''));
  const least = meant.some((word) => isFirst(word) && word.length > 2) ? 0 : enough;
  // Initials and shortened forms read like nothing in either alphabet, and a comma behind a word may be one.
  const whole = words
    .map((word, at) => ({ word: word.replace(/[,.;]$/, ''), at }))
    .filter(({ word }) => !/^(?:\p{L}\.)*\p{L}?$/u.test(word));
  const gain = likelihood(whole.map(({ at }) => meant[at] ?? '')) - likelihood(whole.map(({ word }) => word));
  return gain > least ? meant.join(' ') : typed;
}

/** How much some words read like words: in bits. */
function likelihood(words: readonly string[]): number {
  const found = words.flatMap(pairsOf);
  const bits = found.map(([one, pair]) => Math.log2(((pairs.get(pair) ?? 0) + 0.3) / ((letters.get(one) ?? 0) + 10)));
  return bits.reduce((sum, each) => sum + each, 0);
}

function pairsOf(word: string): [string, string][] {
  const all = [...`^${word}$`];
  return all.slice(1).map((letter, at) => [all[at] ?? '', `${all[at]}${letter}`]);
}

function isFirst(word: string): boolean {
  return firstName(romanise(word.replace(/[^\p{L}]/gu, ''))) !== undefined;
}
