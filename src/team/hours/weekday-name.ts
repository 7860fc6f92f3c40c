import type { Say, WordKey } from '../../words/say.ts';

/** Short names of weekdays in a reader's language, as hours are written with them and can be read again. */
export function weekdayName(say: Say): (day: number) => string {
  return (day) => say.label(`weekday.short.${day}` as WordKey);
}
