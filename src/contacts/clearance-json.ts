import type { Clearance } from './clearance/clear.ts';

/** A clearance as the API prints it: instants as ISO 8601, people by name. */
export function clearanceJson({ light, reasons, earliest }: Clearance): object {
  const iso = (at: number): string => new Date(at).toISOString();
  return {
    light,
    reasons: reasons.map(({ code, light: of, who, at, channel, about, lead, count, until }) => ({
      code,
      light: of,
      who: who.name,
      at: iso(at),
      ...(channel === undefined ? {} : { channel }),
      ...(about ? { about } : {}),
      ...(lead === undefined ? {} : { lead }),
      ...(count === undefined ? {} : { count }),
      ...(until === undefined ? {} : { until: iso(until) }),
    })),
    ...(earliest === undefined ? {} : { earliest: iso(earliest) }),
  };
}
