import type { Tx } from '../../../db/store.ts';
import type { KeyHasher } from '../../clients/erase/erased-keys.ts';
import { insertAsks } from './ask-store.ts';
import { type Check, type Counts, count, type Line } from './check.ts';
import { judgeLines } from './judge-lines.ts';
import { insertPlaces, linesIn, listedIn, saveLines } from './store.ts';

/** The first look at a part of an audience: what may be mailed, and whom to ask. A client is judged on their first line. */
export async function judgePart(
  tx: Tx,
  check: Check,
  part: number,
  erased: KeyHasher | undefined,
  now: number,
): Promise<Counts> {
  const lines = await linesIn(tx.db, check.id, part);
  // What will have passed by then speaks against nothing.
  const judged = await judgeLines(tx.db, check, lines, erased, Math.max(now, check.sendAt));
  const listed = judged.flatMap(({ client }) => client ?? []);
  const seen = await listedIn(tx.db, check.id, listed);
  const asks: { client: string; person: string }[] = [];
  const said = judged.map(({ line, client, judged: { verdict, why, owners } }): Line => {
    if (line.again || (client !== undefined && seen.has(client)))
      return { ...line, ...(client ? { client } : {}), verdict: 'drop', why: [{ code: 'repeated' }] };
    if (client === undefined) return { ...line, verdict, why };
    seen.add(client);
    if (verdict === 'ask') asks.push(...owners.map((person) => ({ client, person })));
    return { ...line, client, verdict, why };
  });
  await insertPlaces(
    tx.db,
    [...new Set(listed)].map((client) => ({ check_id: check.id, client_id: client, part })),
  );
  await insertAsks(tx.db, check.id, asks);
  await saveLines(tx.db, check.id, part, said);
  return count(said);
}
