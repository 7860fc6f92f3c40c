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
  // An Excel workbook is a zip, whatever it is called.
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return refuse('mailing.workbook');
  const folder = await mkdtemp(join(tmpdir(), 'baton-list-'));
  const file = join(folder, 'list');
  try {
    await writeFile(file, bytes);
    return await addressesOfFile(file);
  } catch (fault) {
    if (fault instanceof FileRefused) return refuse('mailing.unreadable');
    throw fault;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function addressesOfFile(file: string): Promise<readonly string[] | Refusal> {
  const addresses: string[] = [];
  let [column, begin] = [undefined as string | undefined, [] as Row[]];
  const take = ({ row, cells }: Row): void => {
    // Where that column is empty, another may hold an address; a row without any is shown as one that has none.
    const cell = cells[column ?? ''] || Object.values(cells).find(isAddress) || `row ${row}`;
    const several = cell.split(/[\s,;]+/).filter((word) => word.includes('@'));
    addresses.push(...(several.length > 1 ? several : [cell.slice(0, 320)]));
  };
  for await (const read of readRows(file)) {
    // A row that cannot be read is a row all the same: it is shown as one that is no address.
    const row: Row = 'fault' in read ? { row: read.row, cells: {} } : read;
    if (column === undefined) {
      begin.push(row);
      column = begin.length < mostRead ? namedColumn(begin) : columnOf(begin);
      if (column === undefined && begin.length === mostRead) return refuse('mailing.no-addresses');
      if (column === undefined) continue;
      // A list without a header begins with an address.
      if (isAddress(column)) addresses.push(column);
      for (const each of begin) take(each);
      begin = [];
    } else take(row);
    if (addresses.length > mostLines) return refuse('mailing.too-many', { most: mostLines });
  }
  if (column !== undefined) return addresses.length > 0 ? addresses : refuse('mailing.no-addresses');
  column = columnOf(begin);
  if (column === undefined && begin.length > 0) return refuse('mailing.no-addresses');
  if (column !== undefined && isAddress(column)) addresses.push(column);
  for (const each of begin) take(each);
  // One line alone is read as a header, though it be the only address.
  return addresses.length > 0 ? addresses : addressesIn(await readFile(file, 'utf8'));
}

type Cells = Readonly<Record<string, string>>;
type Row = { readonly row: number; readonly cells: Cells };

/** In so many rows at the beginning addresses are looked for, where no column is called so. */
const mostRead = 50;

function namedColumn(rows: readonly Row[]): string | undefined {
  return columnsOf(namesIn(rows), {}, ['email']).get('email');
}

function namesIn(rows: readonly Row[]): string[] {
  return Object.keys(rows.find(({ cells }) => Object.keys(cells).length > 0)?.cells ?? {});
}

/** The column that has most of the addresses, its own name among them. */
function columnOf(rows: readonly Row[]): string | undefined {
  const has = (name: string): number => [name, ...rows.map(({ cells }) => cells[name])].filter(isAddress).length;
  const [best] = namesIn(rows)
    .map((name) => ({ name, has: has(name) }))
    .toSorted((one, other) => other.has - one.has);
  return best && best.has > 0 ? best.name : undefined;
}

/** The addresses in a few lines that somebody pasted. Refuses what has none (`mailing.no-addresses`). */
export function addressesIn(text: string): readonly string[] | Refusal {
  const addresses = text.split(/[\s,;<>"]+/).filter((word) => word.includes('@'));
  return addresses.length > 0 ? addresses : refuse('mailing.no-addresses');
}

function isAddress(cell: string | undefined): boolean {
  return keysOf({ email: cell }, undefined).length > 0;
}
