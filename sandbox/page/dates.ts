import type { User } from '../slack/workspace.ts';
import { wordsOf } from './words.ts';

/** Fills Slack's date tokens for a reader, in the reader's own zone and language. */
export function formatDate(seconds: number, template: string, reader: User): string {
  const at = new Date(seconds * 1000);
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(reader.locale, { timeZone: reader.tz, ...options }).format(at);
  const time = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const isToday =
    part({ dateStyle: 'short' }) ===
    new Intl.DateTimeFormat(reader.locale, { timeZone: reader.tz, dateStyle: 'short' }).format(new Date());
  const short = part({ day: 'numeric', month: 'short' });
  return template
    .replace('{time}', time)
    .replace('{date_short_pretty}', isToday ? wordsOf(reader).today.toLowerCase() : short)
    .replace('{date_long}', part({ dateStyle: 'long' }));
}
