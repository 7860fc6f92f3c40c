import { clip } from '../kernel/text.ts';

/** Cuts what a platform shows to fit, and remembers what was cut, so that it can be logged. */
export type Cutter = {
  /** At most so many UTF-16 units. */
  text(value: string, most: number, what: string): string;
  /** The same within what is left of the text of the whole message. */
  body(value: string, what: string): string;
  /** Takes from what is left what cannot be cut: a token of ours. */
  spend(token: string): void;
  list<T>(values: readonly T[], most: number, what: string): T[];
  readonly cuts: readonly string[];
};

/** A cutter for one message or view, which may hold so much text in all. */
export function cutter(mostInAll: number): Cutter {
  const cuts: string[] = [];
  let left = mostInAll;
  const text = (value: string, most: number, what: string): string => {
    if (value.length <= most) return value;
    cuts.push(what);
    return clip(value, most);
  };
  return {
    cuts,
    text,
    body: (value, what) => {
      const kept = left <= 0 ? '' : text(value, left, what);
      left -= kept.length;
      return kept;
    },
    spend: (token) => {
      left -= token.length;
    },
    list: (values, most, what) => {
      if (values.length > most) cuts.push(what);
      return values.slice(0, most);
    },
  };
}
