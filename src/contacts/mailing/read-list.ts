import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { columnsOf } from '../../bulk/columns.ts';
import { FileRefused, readRows } from '../../bulk/read-rows.ts';
import { keysOf } from '../../clients/matching/keys.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { mostLines } from './check.ts';

/** So large (bytes) a list in chat may be, and these are the kinds of file that are read. */
export const mostInChat = 10 * 1024 * 1024;

export const listKinds = ['csv', 'tsv', 'txt'] as const;

/**
 * The addresses of a list as somebody's program exports it: of the column that is called so, or of the only one that
 * holds any. Refuses what is no list (`mailing.unreadable`, `mailing.no-addresses`) or has too many rows.
 */
export async function readAddresses(bytes: Buffer): Promise<readonly string[] | Refusal> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-list-'));
  const file = join(folder, 'list');
  try {
    await writeFile(file, bytes);
    return await addressesOfFile(file);
  } catch (fault) {
    if (fault instanceof FileRefused)
      return refuse('mailing.unreadable', { why: fault.message.replace(file, '').trim() });
    throw fault;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function addressesOfFile(file: string): Promise<readonly string[] | Refusal> {
  const addresses: string[] = [];
  let [column, begin] = [undefined as string | undefined, [] as Cells[]];
  const take = (cells: Cells): void => {
    const cell = cells[column ?? ''] ?? '';
    if (cell !== '') addresses.push(cell.slice(0, 320));
  };
  for await (const row of readRows(file)) {
    // A row that cannot be read is a row all the same: it is shown as one that is no address.
    const cells = 'fault' in row ? undefined : row.cells;
    if (column === undefined) {
      if (cells) begin.push(cells);
      column = begin.length < mostRead ? namedColumn(cells) : columnOf(begin);
      if (column === undefined && begin.length === mostRead) return refuse('mailing.no-addresses');
      if (column === undefined) continue;
      // A list without a header begins with an address.
      if (isAddress(column)) addresses.push(column);
      for (const each of begin) take(each);
      begin = [];
    } else if (cells) take(cells);
    else addresses.push(`row ${row.row}`);
    if (addresses.length > mostLines) return refuse('mailing.too-many', { most: mostLines });
  }
  if (column !== undefined) return addresses.length > 0 ? addresses : refuse('mailing.no-addresses');
  column = columnOf(begin);
  if (column !== undefined && isAddress(column)) addresses.push(column);
  for (const each of begin) take(each);
  // One line alone is read as a header, though it be the only address.
  return addresses.length > 0 ? addresses : addressesIn(await readFile(file, 'utf8'));
}

type Cells = Readonly<Record<string, string>>;

/** In so many rows at the beginning addresses are looked for, where no column is called so. */
const mostRead = 50;

function namedColumn(cells: Cells | undefined): string | undefined {
  return cells && columnsOf(Object.keys(cells), {}, ['email']).get('email');
}

/** The column that has most of the addresses, its own name among them. */
function columnOf(rows: readonly Cells[]): string | undefined {
  const names = Object.keys(rows[0] ?? {});
  const counted = names.map(
    (name) => [name, [name, ...rows.map((row) => row[name])].filter(isAddress).length] as const,
  );
  const [best] = counted.toSorted(([, one], [, other]) => other - one);
  return best && best[1] > 0 ? best[0] : undefined;
}

/** The addresses in a few lines that somebody pasted. Refuses what has none (`mailing.no-addresses`). */
export function addressesIn(text: string): readonly string[] | Refusal {
  const addresses = text.split(/[\s,;<>"]+/).filter((word) => word.includes('@'));
  return addresses.length > 0 ? addresses : refuse('mailing.no-addresses');
}

function isAddress(cell: string | undefined): boolean {
  return keysOf({ email: cell }, undefined).length > 0;
}
