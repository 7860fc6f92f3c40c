import { distance } from 'fastest-levenshtein';

/** How many slips of the keyboard lie between two words; two neighbours that changed places are one. */
export function slips(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3;
  const count = distance(one, other);
  if (count !== 2 || one.length !== other.length) return count;
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  const swapped = one[at] === other[at + 1] && one[at + 1] === other[at];
  return swapped && one.slice(at + 2) === other.slice(at + 2) ? 1 : 2;
}
