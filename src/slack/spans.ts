import type { ContextBlockElement, RichTextElement } from '@slack/types';
import type { Cutter } from '../chat/cutter.ts';
import type { Say } from '../words/say.ts';
import type { Span, Text, TimeStyle } from '../words/text.ts';
import { limits } from './limits.ts';

/** The Slack user id of a person, if they have one here. */
export type Mention = (personId: string) => string | undefined;

/** What every part of a drawing needs. */
export type Pen = { readonly say: Say; readonly mention: Mention; readonly cut: Cutter };

/** Slack draws a time in the reader's own zone by such a template. */
const dateFormats: Record<TimeStyle, string> = {
  clock: '{time}',
  date: '{date_long}',
  since: '{date_short_pretty}, {time}',
};

/** Text as rich text elements: no customer text is ever parsed as markup. */
export function richText(text: Text, { say, mention, cut }: Pen): RichTextElement[] {
  return text.flatMap((span): RichTextElement[] => {
    if (span.kind === 'time')
      return [
        { type: 'date', timestamp: seconds(span.at), format: dateFormats[span.style], fallback: say.flat([span]) },
      ];
    const user = span.kind === 'person' ? mention(span.id) : undefined;
    if (user !== undefined) return [{ type: 'user', user_id: user }];
    const shown = cut.body(say.flat([span]), 'text');
    if (shown === '') return [];
    if (span.kind === 'link') return [{ type: 'link', url: span.url, text: shown }];
    return [{ type: 'text', text: shown, ...(span.kind === 'strong' ? { style: { bold: true } } : {}) }];
  });
}

/** Text as context elements: plain ones, as few as can be, and mrkdwn for nothing but our own tokens. */
export function contextElements(text: Text, { say, mention, cut }: Pen): ContextBlockElement[] {
  const elements: ContextBlockElement[] = [];
  let words = '';
  const flush = (): void => {
    const shown = cut.body(cut.text(words.trim(), limits.contextText, 'note'), 'note');
    if (shown !== '') elements.push({ type: 'plain_text', text: shown, emoji: false });
    words = '';
  };
  for (const span of text) {
    const token = ownToken(span, say, mention);
    if (token === undefined) words += say.flat([span]);
    else {
      flush();
      cut.spend(token);
      elements.push({ type: 'mrkdwn', text: token });
    }
  }
  flush();
  return cut.list(elements, limits.contextElements, 'note');
}

function ownToken(span: Span, say: Say, mention: Mention): string | undefined {
  if (span.kind === 'time')
    return `<!date^${seconds(span.at)}^${dateFormats[span.style]}|${escaped(say.flat([span]))}>`;
  const user = span.kind === 'person' ? mention(span.id) : undefined;
  return user === undefined ? undefined : `<@${user}>`;
}

/** The three characters that mrkdwn gives a meaning to, taken out of their meaning. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function seconds(at: number): number {
  return Math.floor(at / 1000);
}
