import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import type { Db } from '../../db/schema.ts';
import type { Store } from '../../db/store.ts';
import { type ExportPart, exportClient } from '../clients/bulk/export-client.ts';
import { keysOfClient } from '../clients/key-store.ts';
import { standingsOf } from '../clients/standing.ts';
import { membersOf, rootsAfter } from '../clients/store.ts';
import type { Config } from '../config.ts';
import { lastTouchOf } from '../contacts/touches/store.ts';
import { oneClient } from './one-client.ts';

/** So many clients are read at once. */
const batch = 500;
const columns = ['id', 'name', 'company', 'email', 'phone', 'handle', 'owner', 'touched'] as const;

type Row = Readonly<Record<(typeof columns)[number], string>>;

/** Writes every client into a file, as JSON by line or, by its ending, as CSV without formulas. Gives how many. */
export async function exportClients({ read }: Store, file: string): Promise<number> {
  const out = createWriteStream(file);
  const csv = file.endsWith('.csv');
  // A cell that begins like a formula is text: whoever opens the list runs nothing.
  const line = (row: Row): string =>
    csv ? stringify([columns.map((name) => row[name])], { escape_formulas: true }) : `${JSON.stringify(row)}\n`;
  await once(out, 'open');
  if (csv) out.write(`${columns.join(',')}\n`);
  let [count, last] = [0, ''];
  for (;;) {
    const clients = await rootsAfter(read, last, batch);
    for (const client of clients) if (!out.write(line(await rowOf(read, client)))) await once(out, 'drain');
    count += clients.length;
    last = clients.at(-1)?.id ?? last;
    if (clients.length < batch) break;
  }
  out.end();
  await once(out, 'finish');
  return count;
}

async function rowOf(
  db: Db,
  { id, name, company }: { id: string; name: string; company: string | null },
): Promise<Row> {
  const members = await membersOf(db, id);
  const keys = await keysOfClient(db, members);
  const first = (kind: string): string => keys.find((key) => key.kind === kind)?.value ?? '';
  const owner = (await standingsOf(db, members)).find((standing) => standing.owner)?.owner?.name ?? '';
  const touched = await lastTouchOf(db, members);
  const reach = { email: first('email'), phone: first('phone'), handle: first('handle') };
  return {
    id,
    name,
    company: company ?? '',
    ...reach,
    owner,
    touched: touched === undefined ? '' : new Date(touched).toISOString(),
  };
}

/** Everything that is known of the one client that a line means, as JSON. Throws `FileRefused` where it means no one. */
export async function exportOne(
  store: Store,
  line: string,
  config: Pick<Config, 'country'>,
  parts: readonly ExportPart[],
): Promise<string> {
  const client = await oneClient(store, line, config);
  return JSON.stringify(await exportClient(store.read, client, parts), null, 2);
}
