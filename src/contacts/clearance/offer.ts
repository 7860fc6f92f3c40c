/** What two ways of writing the name of one offer have in common: case, spaces and punctuation say nothing. */
export function foldOffer(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether two ways of writing name one offer. */
export function sameOffer(one: string | null, other: string): boolean {
  return one !== null && foldOffer(one) !== '' && foldOffer(one) === foldOffer(other);
}

/** Whether two offers are of one family; families stand by folded names. */
export function sameFamily(one: string | null, other: string, families: ReadonlyMap<string, string>): boolean {
  const family = families.get(foldOffer(other));
  return one !== null && family !== undefined && families.get(foldOffer(one)) === family;
}
