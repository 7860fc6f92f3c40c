import { Temporal } from 'temporal-polyfill';

/**
 * The moment (epoch ms) of a local day (`2026-11-27`) and time (`12:00`) in an IANA zone; undefined where that is no
 * day. Where the clock jumps over the time, it is as much later as the clock jumps (Temporal's `compatible`).
 */
export function momentOn(day: string, time: string, zone: string): number | undefined {
  try {
    const plainTime = Temporal.PlainTime.from(time);
    return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
  } catch (fault) {
    if (fault instanceof RangeError) return undefined;
    throw fault;
  }
}

/** The local day (`2026-11-27`) of a moment (epoch ms) in an IANA zone. */
export function dayOf(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}
