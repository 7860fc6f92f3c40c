/** Whether two ways of writing name one offer: case, spaces and punctuation say nothing. */
export function sameOffer(one: string | null, other: string): boolean {
  return one !== null && fold(one) !== '' && fold(one) === fold(other);
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
