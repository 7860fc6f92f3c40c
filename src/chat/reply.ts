import type { Card } from './card.ts';
import type { Form } from './form.ts';

/** What an action answers to the person who asked. */
export type Reply =
  | { readonly kind: 'done' }
  /** Private to the asker. */
  | { readonly kind: 'whisper'; readonly card: Card }
  /** Redraws the private card that was pressed. */
  | { readonly kind: 'here'; readonly card: Card }
  | { readonly kind: 'form'; readonly form: Form }
  /** By input name; what was typed stays. `form` is for platforms that have to draw it again. */
  | { readonly kind: 'errors'; readonly errors: Errors; readonly form?: Form };

/** What is wrong with what was put into a form, by input name. */
export type Errors = Readonly<Record<string, string>>;

export const done: Reply = { kind: 'done' };

/** A private card. */
export function whisper(card: Card): Reply {
  return { kind: 'whisper', card };
}

/** The pressed private card, drawn anew. */
export function here(card: Card): Reply {
  return { kind: 'here', card };
}
