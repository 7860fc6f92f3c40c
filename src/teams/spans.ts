import type { Cutter } from '../chat/cutter.ts';
import type { Say } from '../words/say.ts';
import type { Span, Text } from '../words/text.ts';

/** A run of text: Teams parses no markup in it, and notifies nobody. */
export type TextRun = {
  type: 'TextRun';
  text: string;
  weight?: 'Bolder';
  color?: 'Accent';
  isSubtle?: true;
  size?: 'Small' | 'Medium';
  italic?: true;
  underline?: true;
  selectAction?: { type: 'Action.OpenUrl'; url: string };
};
export type RichText = { type: 'RichTextBlock'; inlines: TextRun[]; spacing?: 'Small' | 'None'; separator?: true };
export type Style = Pick<TextRun, 'isSubtle' | 'size' | 'italic' | 'weight'>;

/** What every part of a drawing needs. */
export type Pen = {
  readonly say: Say;
  readonly cut: Cutter;
  /** For readers in several zones: times say theirs. */
  readonly shared: boolean;
};

/** Text as runs; undefined when there is nothing to show. */
export function richText(text: Text, { say, cut, shared }: Pen, style: Style = {}): RichText | undefined {
  const inlines = text.flatMap((span): TextRun[] => {
    const shown = cut.body(words(span, say, shared), 'text');
    return shown === '' ? [] : [{ type: 'TextRun', text: shown, ...style, ...styleOf(span) }];
  });
  return inlines.length === 0 ? undefined : { type: 'RichTextBlock', inlines };
}

/** Teams draws no time in the reader's zone inside a run, so the zone is said where it may not be the reader's own. */
function words(span: Span, say: Say, shared: boolean): string {
  if (span.kind === 'person') return `@${span.name}`;
  if (span.kind !== 'time' || span.style === 'date' || !shared) return say.flat([span]);
  return `${say.flat([span])} ${zoneName(span.at, say)}`;
}

/** `GMT+1`. */
function zoneName(at: number, { language, zone }: Say): string {
  const format = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'shortOffset' });
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

function styleOf(span: Span): Partial<TextRun> {
  if (span.kind === 'strong') return { weight: 'Bolder' };
  if (span.kind === 'link')
    return { underline: true, color: 'Accent', selectAction: { type: 'Action.OpenUrl', url: span.url } };
  return span.kind === 'person' ? { weight: 'Bolder', color: 'Accent' } : {};
}
