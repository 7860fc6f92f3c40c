import type { Store } from '../../db/store.ts';
import { clientList } from '../clients/bulk/client-list.ts';
import { type Reading, readList } from '../clients/bulk/read-list.ts';
import { matchRecord } from '../clients/records/match-record.ts';
import { standingsOf } from '../clients/standing.ts';
import { clientById, membersOf } from '../clients/store.ts';
import { lastTouchOf } from '../contacts/touches/store.ts';

/** Says of each row of a list who it is, who owns it, and when it was last touched, as JSON by line. Gives the exit code. */
export async function matchList(
  store: Store,
  file: string,
  reading: Reading,
  now: number,
  print: (line: string) => void,
): Promise<number> {
  for await (const row of readList(file, reading, clientList)) {
    if ('fault' in row) {
      print(JSON.stringify(row));
      continue;
    }
    const verdict = await matchRecord(store.read, row.whom.traits, now);
    const ids =
      verdict.verdict === 'same'
        ? [verdict.client]
        : verdict.verdict === 'possible'
          ? verdict.candidates.map(({ client }) => client)
          : [];
    const clients = await Promise.all(ids.map((id) => describe(store, id)));
    print(JSON.stringify({ row: row.row, verdict: verdict.verdict, clients }));
  }
  return 0;
}

async function describe({ read }: Store, id: string) {
  const members = await membersOf(read, id);
  const client = await clientById(read, id);
  const owner = (await standingsOf(read, members)).find((standing) => standing.owner)?.owner?.name ?? null;
  const touched = await lastTouchOf(read, members);
  return {
    id,
    name: client?.name ?? null,
    company: client?.company ?? null,
    owner,
    touched: touched === undefined ? null : new Date(touched).toISOString(),
  };
}
