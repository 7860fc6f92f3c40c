import type { Clearance } from './clearance/clear.ts';

/** A clearance as the API prints it: instants as ISO 8601, people by name. */
export function clearanceJson({ light, reasons, earliest, instead }: Clearance): object {
  const iso = (at: number): string => new Date(at).toISOString();
  return {
    light,
    reasons: reasons.map(({ code, light: of, who, at, channel, about, lead, count, on, until }) => ({
      code,
      light: of,
      who: who.name,
      at: iso(at),
      ...(channel === undefined ? {} : { channel }),
      ...(about ? { about } : {}),
      ...(lead === undefined ? {} : { lead }),
      ...(count === undefined ? {} : { count }),
      ...(on === undefined ? {} : { on: iso(on) }),
      ...(until === undefined ? {} : { until: iso(until) }),
    })),
    ...(earliest === undefined ? {} : { earliest: iso(earliest) }),
    ...(instead.length === 0 ? {} : { instead: instead.map(insteadJson) }),
  };
}

function insteadJson(instead: Clearance['instead'][number]): object {
  if (instead.do === 'ask') return { do: 'ask', who: instead.who.name };
  return instead.do === 'wait' ? { do: 'wait', until: new Date(instead.until).toISOString() } : instead;
}
