import { LRUCache } from 'lru-cache';
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

/** A local day of a zone, as stretches of real time in each of which the clock runs evenly. */
export type LocalDay = {
  readonly day: string;
  /** 1 is Monday. */
  readonly weekday: number;
  /** What the clock shows as 00:00 of that day, read as if it were UTC (epoch ms). */
  readonly midnight: number;
  /** The first moment of the next day (epoch ms). */
  readonly end: number;
  /** `offset` (ms) is what the clock shows more than UTC. */
  readonly stretches: readonly { readonly from: number; readonly to: number; readonly offset: number }[];
};

const days = new LRUCache<string, LocalDay>({ max: 20_000 });

/** The local day of a moment (epoch ms) in an IANA zone; a day on which the clock jumps has two stretches. */
export function dayAt(zone: string, at: number): LocalDay {
  const id = `${zone}/${Math.floor(at / quarter)}`;
  const known = days.get(id);
  if (known) return known;
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const start = moment.startOfDay();
  const next = start.add({ days: 1 }).startOfDay();
  const stretches: { from: number; to: number; offset: number }[] = [];
  for (let from = start; from.epochMilliseconds < next.epochMilliseconds; ) {
    const jump = from.getTimeZoneTransition('next');
    const to = jump && jump.epochMilliseconds < next.epochMilliseconds ? jump : next;
    const offset = from.offsetNanoseconds / 1_000_000;
    stretches.push({ from: from.epochMilliseconds, to: to.epochMilliseconds, offset });
    from = to;
  }
  const day = moment.toPlainDate();
  const made = {
    day: day.toString(),
    weekday: day.dayOfWeek,
    midnight: Date.parse(`${day.toString()}T00:00:00Z`),
    end: next.epochMilliseconds,
    stretches,
  };
  days.set(id, made);
  return made;
}

/** Days begin on a quarter of an hour everywhere. */
const quarter = 15 * 60_000;
