const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

// Control characters but newline and tab; marks that reorder or hide text. The joiner that emoji need stays.
const unshowable = /(?![\n\t])\p{Cc}|[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]/gu;

/** Somebody's words as they may be shown: without control characters, and without marks that reorder or hide text. */
export function tidy(text: string): string {
  return text.toWellFormed().replace(unshowable, '');
}

/** At most so many UTF-16 units, cut between graphemes, with an ellipsis where something was cut. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  // A grapheme can be longer than the whole limit; what is past it need not be segmented.
  for (const { segment } of graphemes.segment(text.slice(0, most))) {
    if (kept.length + segment.length > most - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** What a customer typed, ready for one line: tidy, without line breaks, clipped. */
export function oneLine(text: string, most: number): string {
  return clip(tidy(text).replace(/\s+/g, ' ').trim(), most);
}
