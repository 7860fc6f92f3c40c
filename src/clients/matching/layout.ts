import { firstName } from './first-names.ts';
import { romanise } from './romanise.ts';

const english = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const russian = 'йцукенгшщзхъфывапролджэячсмитьбюё';
const toRussian = new Map([...english].map((key, at) => [key, russian[at] ?? key]));
const toEnglish = new Map([...russian].map((key, at) => [key, english[at] ?? key]));

/**
 * A name that was typed with the keyboard set to the other alphabet (`Bdfy Gtnhjd` for Иван Петров), as it was
 * meant. It is left alone unless what it would mean has a first name in it, and what stands there has none.
 */
export function repairLayout(name: string): string {
  const lower = name.toLowerCase();
  const table = /[a-z]/.test(lower) ? toRussian : toEnglish;
  if (/[a-z]/.test(lower) && /\p{Script=Cyrillic}/u.test(lower)) return name;
  const words = lower.split(/\s+/);
  if (words.some(isFirst)) return name;
  const meant = words.map((word) => [...word].map((key) => table.get(key) ?? key).join(''));
  return meant.some((word) => isFirst(word) && word.length > 2) ? meant.join(' ') : name;
}

function isFirst(word: string): boolean {
  return firstName(romanise(word.replace(/[^\p{L}]/gu, ''))) !== undefined;
}
