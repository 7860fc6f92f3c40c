import type { Card } from './card.ts';
import type { Form } from './form.ts';

/** What an action answers to the person who asked. */
export type Reply =
  | { readonly kind: 'done' }
  /** Private to the asker; `refused` where it says no, with what they can do instead. */
  | { readonly kind: 'whisper'; readonly card: Card; readonly refused?: true }
  /** Redraws the private card that was pressed. */
  | { readonly kind: 'here'; readonly card: Card }
  | { readonly kind: 'form'; readonly form: Form }
  /** By input name; what was typed stays. `form` is for platforms that have to draw it again. */
  | { readonly kind: 'errors'; readonly errors: Errors; readonly form?: Form };

/** What is wrong with what was put into a form, by input name. */
export type Errors = Readonly<Record<string, string>>;

export const done: Reply = { kind: 'done' };

/** A private card; one that says no is shown in a line where a platform has no room for a card. */
export function whisper(card: Card, no?: 'refused'): Reply {
  return no ? { kind: 'whisper', card, refused: true } : { kind: 'whisper', card };
}

/** The pressed private card, drawn anew. */
export function here(card: Card): Reply {
  return { kind: 'here', card };
}
