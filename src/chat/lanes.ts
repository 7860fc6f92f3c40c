import type { Data, Tx } from '../../db/store.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Lane } from './platform.ts';

/** The rates of the platforms, as this process has used them, and the waits they asked for. */
export type Lanes = {
  /** The first moment (epoch ms) at which all these lanes are open. */
  openAt(lanes: readonly Lane[]): number;
  /** Takes a turn in all these lanes if they are open now; places that share a lane ask at the same moment. */
  take(lanes: readonly Lane[]): boolean;
  /** The longest wait (ms) that a platform has asked for in one of these lanes, as far as it is not over. */
  waitIn(lanes: readonly Lane[]): number;
  /** Reads the waits that other processes were told. */
  reread(): Promise<void>;
  /** Closes a lane until a moment; kept, so that a restart does not forget it. */
  close(key: string, until: number): Promise<void>;
};

/** The moments of the last `most` calls; the next to be overwritten is the oldest. */
type Ring = { readonly times: number[]; oldest: number };

/** Reads the waits that are still in force. */
export async function openLanes(data: Data, clock: Clock): Promise<Lanes> {
  const rings = new Map<string, Ring>();
  const closed = new Map<string, number>();
  const reread = async (): Promise<void> => {
    const rows = await data.read.selectFrom('lane').selectAll().where('until', '>', clock()).execute();
    for (const { key, until } of rows) closed.set(key, Math.max(until, closed.get(key) ?? 0));
  };
  await reread();

  const ringOf = ({ key, most }: Lane): Ring => {
    const known = rings.get(key);
    if (known?.times.length === most) return known;
    const made = { times: new Array<number>(most).fill(0), oldest: 0 };
    rings.set(key, made);
    return made;
  };
  const openAt = (lane: Lane): number => {
    const { times, oldest } = ringOf(lane);
    return Math.max(closed.get(lane.key) ?? 0, (times[oldest] ?? 0) + lane.windowMs);
  };

  return {
    reread,
    openAt: (lanes) => Math.max(0, ...lanes.map(openAt)),
    take: (lanes) => {
      const now = clock();
      if (lanes.some((lane) => openAt(lane) > now)) return false;
      for (const lane of lanes) {
        const ring = ringOf(lane);
        ring.times[ring.oldest] = now;
        ring.oldest = (ring.oldest + 1) % lane.most;
      }
      return true;
    },
    waitIn: (lanes) => Math.max(0, ...lanes.map(({ key }) => (closed.get(key) ?? 0) - clock())),
    close: async (key, until) => {
      closed.set(key, Math.max(until, closed.get(key) ?? 0));
      await data.write((tx) => keepWait(tx, key, until));
    },
  };
}

async function keepWait(tx: Tx, key: string, until: number): Promise<void> {
  await tx.db
    .insertInto('lane')
    .values({ key, until })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ until }).where('lane.until', '<', until))
    .execute();
}
