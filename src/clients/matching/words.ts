import { companySound } from './company.ts';
import { personName } from './person-name.ts';
import { romanise, skeleton } from './romanise.ts';
import type { Typed } from './traits.ts';

/** The words by which a client is looked up, as they sound: of the name, of the company, and the company in one. */
export function wordsOf({ name, company }: Typed): string[] {
  const firm = companySound(company);
  const parts = [...(personName(name)?.words ?? []).map(({ sound }) => sound), ...soundsOf(company ?? ''), firm];
  return [...new Set(parts.filter((word) => word.length > 1 || /\d/.test(word)))].sort();
}

/** The words of a line as they sound. */
export function soundsOf(line: string): string[] {
  return line
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => (/\d/.test(word) ? word : romanise(word)))
    .filter(Boolean);
}

/** Under what the near spellings of a word meet: its consonants, and those with each of them missing. */
export function nearParts(word: string): string[] {
  const bones = skeleton(word) || word;
  const shorter = [...bones].map((_, at) => bones.slice(0, at) + bones.slice(at + 1));
  return [...new Set([bones, ...shorter.filter((each) => each.length > 1)])].sort();
}
