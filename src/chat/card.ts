import type { Text } from '../words/text.ts';

/** What every platform can show: drawn by `slack/` and `teams/`, never styled by a feature. */
export type Card = { readonly title: Text; readonly tone: Tone; readonly elements: readonly Element[] };

/** How the reader should feel about it at a glance. */
export type Tone = 'neutral' | 'good' | 'warning' | 'bad';

/** The kinds of element. A new kind fails to compile in every renderer that does not draw it. */
export type Element =
  /** A line, with a button at its end if there is something to do about it. */
  | { readonly kind: 'text'; readonly text: Text; readonly button?: Button }
  /** Somebody's own words, set apart from ours. */
  | { readonly kind: 'quote'; readonly text: Text }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  /** Small print. */
  | { readonly kind: 'note'; readonly text: Text }
  | { readonly kind: 'divider' }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] };

export type Fact = { readonly label: string; readonly value: Text };

/** `id` is opaque: a button carries no names, addresses or amounts. */
export type Button = {
  readonly action: string;
  readonly id: string;
  readonly label: string;
  readonly look?: 'primary' | 'danger';
};

/** Text as an element. */
export function textElement(text: Text): Element {
  return { kind: 'text', text };
}
