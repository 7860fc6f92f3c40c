import type { Db, Schema } from '../../../db/schema.ts';
import type { Judgement, Pair } from './judgement.ts';

/** Writes a judgement unless one stands about these two; false if one does. */
export async function insertJudgement(db: Db, { id, pair, verdict, why, actor, at }: Judgement): Promise<boolean> {
  const [one, other] = pair;
  const row = { id, one, other, verdict, reasons: JSON.stringify(why), actor, at, undone_at: null };
  const saved = await db
    .insertInto('judgement')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return saved.length === 1;
}

/** Takes a judgement back, if it stands; false if it does not. */
export async function undoJudgement(db: Db, id: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('judgement')
    .set({ undone_at: now })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A judgement by its id, whether it stands or was taken back. */
export async function judgementById(
  db: Db,
  id: string,
): Promise<(Judgement & { readonly stands: boolean }) | undefined> {
  const row = await db.selectFrom('judgement').selectAll().where('id', '=', id).executeTakeFirst();
  return row && { ...toJudgement(row), stands: row.undone_at === null };
}

/** What stands about two clients. */
export async function judgementOf(db: Db, [one, other]: Pair): Promise<Judgement | undefined> {
  const row = await db
    .selectFrom('judgement')
    .selectAll()
    .where('one', '=', one)
    .where('other', '=', other)
    .where('undone_at', 'is', null)
    .executeTakeFirst();
  return row && toJudgement(row);
}

/** Everything of some verdicts that stands about any of some clients, the latest first. */
export async function judgementsOf(
  db: Db,
  clients: readonly string[],
  verdicts: readonly Judgement['verdict'][],
): Promise<Judgement[]> {
  const rows = await Promise.all(
    (['one', 'other'] as const).map((side) =>
      db
        .selectFrom('judgement')
        .selectAll()
        .where(side, 'in', clients)
        .where('undone_at', 'is', null)
        .where('verdict', 'in', verdicts)
        .execute(),
    ),
  );
  const found = new Map(rows.flat().map((row) => [row.id, toJudgement(row)]));
  return [...found.values()].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

/** When each of some clients was made. */
export async function madeAt(db: Db, clients: readonly string[]): Promise<{ id: string; createdAt: number }[]> {
  return db.selectFrom('client').select(['id', 'created_at as createdAt']).where('id', 'in', clients).execute();
}

/** Says which client each of some is. */
export async function saveRoots(db: Db, roots: ReadonlyMap<string, string>): Promise<void> {
  for (const [id, root] of roots) await db.updateTable('client').set({ root_id: root }).where('id', '=', id).execute();
}

/** Makes changes of who is whom wait for each other, for some clients. */
export async function touchClients(db: Db, clients: readonly string[]): Promise<void> {
  for (const id of [...clients].sort())
    await db
      .updateTable('client')
      .set((eb) => ({ created_at: eb.ref('created_at') }))
      .where('id', '=', id)
      .execute();
}

function toJudgement({ id, one, other, verdict, reasons, actor, at }: Schema['judgement']): Judgement {
  return { id, pair: [one, other], verdict: verdict as Judgement['verdict'], why: JSON.parse(reasons), actor, at };
}
