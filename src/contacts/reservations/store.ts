import type { Db, Schema } from '../../../db/schema.ts';

export type ReservationRow = Schema['reservation'];

/** Reserves a client unless somebody else has it now; false if somebody has. One's own is renewed. */
export async function saveReservation(db: Db, row: ReservationRow, now: number): Promise<boolean> {
  const { client_id: _client, ...change } = row;
  const saved = await db
    .insertInto('reservation')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('client_id')
        .doUpdateSet(change)
        .where((eb) => eb.or([eb('reservation.until', '<=', now), eb('reservation.person_id', '=', row.person_id)])),
    )
    .returning('client_id')
    .execute();
  return saved.length === 1;
}

/** The reservations of some clients, over or not, the first first. */
export function reservationsOf(db: Db, clients: readonly string[]): Promise<ReservationRow[]> {
  return db
    .selectFrom('reservation')
    .selectAll()
    .where('client_id', 'in', clients)
    .orderBy('since')
    .orderBy('client_id')
    .execute();
}

/** The one that holds at a moment: of two clients who were made one while both were reserved, whoever came first. */
export function holdingAt(rows: readonly ReservationRow[], now: number): ReservationRow | undefined {
  return rows.find(({ since, until }) => since <= now && now < until);
}

/** What one colleague has reserved of a client, by all its ids, over or not. */
export async function reservationBy(
  db: Db,
  clients: readonly string[],
  person: string,
): Promise<ReservationRow | undefined> {
  return (await reservationsOf(db, clients)).findLast(({ person_id }) => person_id === person);
}

/** Ends a reservation; false if it was over already. */
export async function endReservation(db: Db, { client_id, person_id, until }: ReservationRow): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('reservation')
    .where('client_id', '=', client_id)
    .where('person_id', '=', person_id)
    .where('until', '=', until)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
