import { clip } from '../kernel/text.ts';

/** Block Kit's limits, some with room to spare. Sources: docs.slack.dev/reference/block-kit and @slack/types. */
export const limits = {
  blocks: 40,
  header: 150,
  line: 3000,
  buttonText: 75,
  buttonValue: 2000,
  id: 255,
  buttons: 25,
  contextElements: 10,
  contextText: 2000,
  /** All text of a message together; past about 13,200 Slack answers msg_blocks_too_long. */
  messageText: 11_500,
  viewTitle: 24,
  label: 2000,
  option: 75,
  options: 100,
  input: 3000,
  metadata: 3000,
  /** chat.update refuses more than 4,000; escaping makes one character at most five. */
  fallback: 800,
} as const;

/** Cuts to fit, and remembers what was cut, so that it can be logged. */
export type Cutter = {
  /** At most so many UTF-16 units. */
  text(value: string, most: number, what: string): string;
  /** The same within what is left of the whole message's text. */
  body(value: string, what: string): string;
  /** Takes from what is left what cannot be cut: a token of ours. */
  spend(token: string): void;
  list<T>(values: readonly T[], most: number, what: string): T[];
  readonly cuts: readonly string[];
};

/** A cutter for one message or view. */
export function cutter(): Cutter {
  const cuts: string[] = [];
  let left: number = limits.messageText;
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
