import { clip } from '../kernel/text.ts';

/** The limits of a card in Teams, with room to spare. Sources: learn.microsoft.com, bots/how-to and cards-format. */
export const limits = {
  title: 200,
  button: 60,
  /** Teams folds more than six buttons of a row away. */
  buttonsInRow: 6,
  label: 300,
  choices: 300,
  input: 3000,
  summary: 300,
  /** All text of a card together. */
  text: 9_000,
  /** A message with its card, in bytes; Teams takes more today, and has taken less. */
  bytes: 27_000,
} as const;

/** Cuts to fit, and remembers what was cut, so that it can be logged. */
export type Cutter = {
  text(value: string, most: number, what: string): string;
  /** The same within what is left of the whole card's text. */
  body(value: string, what: string): string;
  cut(what: string): void;
  readonly cuts: readonly string[];
};

/** A cutter for one card. */
export function cutter(): Cutter {
  const cuts: string[] = [];
  let left: number = limits.text;
  const text = (value: string, most: number, what: string): string => {
    if (value.length <= most) return value;
    cuts.push(what);
    return clip(value, most);
  };
  return {
    cuts,
    text,
    cut: (what) => cuts.push(what),
    body: (value, what) => {
      const kept = left <= 0 ? '' : text(value, left, what);
      left -= kept.length;
      return kept;
    },
  };
}
