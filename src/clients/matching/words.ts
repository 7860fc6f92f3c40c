import { companySound } from './company.ts';
import { personName } from './person-name.ts';
import { romanise, skeleton } from './romanise.ts';
import { mostCompared, type Typed } from './traits.ts';

/** A word is looked up by so many letters. */
const mostInWord = 40;

/** The words by which a client is looked up, as they sound: of the name, of the company, and the company in one. */
export function wordsOf({ name, company }: Typed): string[] {
  const firm = companySound((company ?? '').slice(0, mostCompared));
  const called = personName((name ?? '').slice(0, mostCompared))?.words ?? [];
  const parts = [...called.map(({ sound }) => sound), ...soundsOf(company ?? ''), firm].map((word) =>
    word.slice(0, mostInWord),
  );
  return [...new Set(parts.filter((word) => word.length > 1 || /\d/.test(word)))].sort();
}

/** The words of a line as they sound. */
export function soundsOf(line: string): string[] {
  return line
    .slice(0, mostCompared)
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(/\D+/g, romanise))
    .filter(Boolean);
}

/** Under what the near spellings of a word meet: its consonants, and those with each of them missing. */
export function nearParts(word: string): string[] {
  const bones = skeleton(word) || word;
  const shorter = [...bones].map((_, at) => bones.slice(0, at) + bones.slice(at + 1));
  return [...new Set([bones, ...shorter.filter((each) => each.length > 1)])].sort();
}
