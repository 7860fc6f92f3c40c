/** One piece of text. `plain` may be a customer's own words: no renderer ever parses it as markup. */
export type Span =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'person'; readonly id: string; readonly name: string }
  | { readonly kind: 'time'; readonly at: number; readonly style: TimeStyle }
  /** An address of our own; nothing that anybody typed. */
  | { readonly kind: 'link'; readonly url: string; readonly text: string };

/** `clock`: 14:05. `date`: 23 Nov 2026. `since`: date and clock, for moments that may lie days back. */
export type TimeStyle = 'clock' | 'date' | 'since';

/** Text as spans, so that styling and mentions exist only where the code put them. */
export type Text = readonly Span[];

/** Text that nothing may interpret: what a customer, a form or a colleague typed. */
export function plain(text: string): Text {
  return [{ kind: 'plain', text }];
}

/** A moment (epoch ms) that the reader's own client draws in the reader's zone where it can. */
export function time(at: number, style: TimeStyle = 'clock'): Span {
  return { kind: 'time', at, style };
}

/** Words that lead to an address of our own. */
export function link(url: string, text: string): Span {
  return { kind: 'link', url, text };
}

/** A colleague, mentioned by person id; the name is what shows where a platform cannot mention. */
export function person(who: { readonly id: string; readonly name: string }): Span {
  return { kind: 'person', id: who.id, name: who.name };
}
