/**
 * A moment as sources write it (seconds, milliseconds, ISO with or without a colon in its offset, `YYYY-MM-DD HH:MM:SS` in
 * UTC), as ISO 8601 in UTC; undefined for what is none, or has no time of day.
 */
export function moment(value: unknown): string | undefined {
  if (typeof value === 'number' || (typeof value === 'string' && /^\d{6,14}$/.test(value))) {
    const count = Number(value);
    return iso(count < 100_000_000_000 ? count * 1_000 : count);
  }
  if (typeof value !== 'string') return undefined;
  const spaced = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(.*)$/.exec(value.trim());
  if (!spaced) {
    // The date of a mail.
    return /\d{4} \d\d:\d\d/.test(value) ? iso(Date.parse(value)) : undefined;
  }
  const [, day, time, rest = ''] = spaced;
  const offset = rest.trim() === '' ? 'Z' : rest.trim().replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  // What is finer than a millisecond stays as it was written.
  if (offset === 'Z' && /\.\d{4,}/.test(time ?? '')) return `${day}T${time}Z`;
  return iso(Date.parse(`${day}T${time}${offset}`));
}

function iso(at: number): string | undefined {
  return Number.isFinite(at) && Math.abs(at) < 8.64e15 ? new Date(at).toISOString().replace('.000Z', 'Z') : undefined;
}
