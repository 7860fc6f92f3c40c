import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Schema } from '../../db/schema.ts';
import type { Data } from '../../db/store.ts';
import { backoff } from '../kernel/backoff.ts';
import { type Clock, minute } from '../kernel/clock.ts';
import type { Called, CallKind, CallKinds } from './call.ts';

/** Past this a call that was begun is taken to have died with its process. */
const lease = 2 * minute;
/** About a day, by the pauses between them. */
const mostTries = 300;
/** What one look takes. */
const mostPerLook = 20;

type Row = Schema['outbox'];

/**
 * Makes the calls that are due, each at least once and its effect exactly once: a call is marked as begun before it goes
 * out, and its outcome is recorded in one operation. Gives how many were made.
 */
export async function makeCalls(data: Data, kinds: CallKinds, clock: Clock, log: Logger): Promise<number> {
  const rows = await dueCalls(data, Object.keys(kinds), clock());
  // One that answers slowly holds up no other.
  await Promise.all(
    rows.map(async (row) => {
      const kind = kinds[row.kind];
      if (!kind || !(await begin(data, row, clock()))) return;
      const called = await attempt(kind, row, data, log);
      await settle(data, kind, row, called, clock()).catch(async (fault: unknown) => {
        log.error(
          { fault, call: row.kind, key: row.key },
          'the answer to a call could not be taken; it is asked again',
        );
        const why = String(fault instanceof Error ? fault.message : fault).slice(0, 200);
        await settle(data, kind, row, { is: 'again', why }, clock());
      });
    }),
  );
  return rows.length;
}

function dueCalls(data: Data, kinds: readonly string[], now: number): Promise<Row[]> {
  if (kinds.length === 0) return Promise.resolve([]);
  return data.read
    .selectFrom('outbox')
    .selectAll()
    .where(sql<boolean>`state in ('new', 'sending')`)
    .where('kind', 'in', kinds)
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .orderBy('id')
    .limit(mostPerLook)
    .execute();
}

/** Whoever moves the row on makes the call; others see that it is not due before the lease is over. */
async function begin(data: Data, row: Row, now: number): Promise<boolean> {
  const { numUpdatedRows } = await data.write((tx) =>
    tx.db
      .updateTable('outbox')
      .set({ state: 'sending', next_at: now + lease, tries: row.tries + 1 })
      .where('id', '=', row.id)
      .where('tries', '=', row.tries)
      .where('state', '=', row.state)
      .executeTakeFirst(),
  );
  return numUpdatedRows === 1n;
}

async function attempt(kind: CallKind, row: Row, { read }: Data, log: Logger): Promise<Called> {
  try {
    return await kind.call(JSON.parse(row.payload), read);
  } catch (fault) {
    log.warn({ fault, call: row.kind, key: row.key }, 'a call to the outside failed; it will be tried again');
    return { is: 'again', why: String(fault instanceof Error ? fault.message : fault).slice(0, 200) };
  }
}

async function settle(data: Data, kind: CallKind, row: Row, called: Called, now: number): Promise<void> {
  const payload = JSON.parse(row.payload);
  const over = called.is === 'refused' || (called.is === 'again' && row.tries + 1 >= mostTries);
  await data.write(async (tx) => {
    const change =
      called.is === 'again' && !over
        ? { state: 'new', next_at: now + (called.waitMs ?? backoff(row.tries)), error: called.why }
        : { state: called.is === 'done' ? 'done' : 'dead', error: called.is === 'done' ? null : called.why };
    const { numUpdatedRows } = await tx.db
      .updateTable('outbox')
      .set(change)
      .where('id', '=', row.id)
      .where('tries', '=', row.tries + 1)
      .where('state', '=', 'sending')
      .executeTakeFirst();
    // Somebody else took it over: theirs is the outcome that counts.
    if (numUpdatedRows !== 1n) return;
    if (called.is === 'done') await kind.done(tx, payload, called.body, now);
    else if (over) await kind.failed(tx, payload, called.why, now);
  });
}
