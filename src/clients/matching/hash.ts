/** A whole number of 53 bits for a text (FNV-1a, twice, with two seeds): it fits a key of eight bytes in every engine. */
export function hash(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x5bd1e995);
  }
  high ^= high >>> 13;
  return (high & 0x1fffff) * 0x100000000 + (low >>> 0);
}
