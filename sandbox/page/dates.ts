import type { User } from '../slack/workspace.ts';

/** Fills Slack's date tokens for a reader, in the reader's own zone and language. */
export function formatDate(seconds: number, template: string, reader: User): string {
  const at = new Date(seconds * 1000);
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(reader.locale, { timeZone: reader.tz, ...options }).format(at);
  const time = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const dayOf = (moment: number): string =>
    new Intl.DateTimeFormat(reader.locale, { timeZone: reader.tz, dateStyle: 'short' }).format(moment);
  // Slack names the days around today.
  const days = [-1, 0, 1].find((each) => dayOf(Date.now() + each * 86_400_000) === dayOf(seconds * 1000));
  const named =
    days === undefined
      ? undefined
      : new Intl.RelativeTimeFormat(reader.locale, { numeric: 'auto' }).format(days, 'day');
  const short = part({ day: 'numeric', month: 'short' });
  return template
    .replace('{time}', time)
    .replace('{date_short_pretty}', named ?? short)
    .replace('{date_long}', part({ dateStyle: 'long' }));
}
