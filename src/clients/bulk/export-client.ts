import type { Db } from '../../../db/schema.ts';
import { type Cursor, historyOfStreams, type Told } from '../../ledger/read.ts';
import type { Client } from '../client.ts';
import { keysOfClient } from '../key-store.ts';
import { linesOf } from '../profile/store.ts';
import { typedOf } from '../records/record-store.ts';
import { membersOf } from '../store.ts';

/** What another feature knows of a client, by all its ids, for whoever asks what is kept of them. */
export type ExportPart = (db: Db, members: readonly string[]) => Promise<object>;

/** So many rows of a history are read at once. */
const page = 500;

/** Everything that is known of a client: as it came, as it is known, and all that happened. */
export async function exportClient(db: Db, client: Client, parts: readonly ExportPart[]): Promise<object> {
  const members = await membersOf(db, client.id);
  const known = await Promise.all(parts.map((part) => part(db, members)));
  return Object.assign(
    {
      ...client,
      records: await typedOf(db, members),
      keys: await keysOfClient(db, members),
      profile: await linesOf(db, members),
    },
    ...known,
    { history: await wholeHistory(db, members) },
  );
}

async function wholeHistory(db: Db, streams: readonly string[]): Promise<object[]> {
  const rows: Told[] = [];
  let before: Cursor | undefined;
  for (;;) {
    const some = await historyOfStreams(db, streams, page, { before });
    rows.push(...some);
    const last = some.at(-1);
    if (!last || some.length < page) break;
    before = { at: last.at, id: last.id };
  }
  return rows.map(({ at, ...row }) => ({ at: new Date(at).toISOString(), ...row }));
}
