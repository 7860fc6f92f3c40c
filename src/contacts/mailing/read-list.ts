import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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
  let column: string | undefined;
  for await (const row of readRows(file)) {
    if ('fault' in row) continue;
    if (column === undefined) {
      const header = Object.keys(row.cells);
      const found = columnsOf(header, {}, ['email']).get('email') ?? header.find((name) => isAddress(row.cells[name]));
      if (found === undefined) return refuse('mailing.no-addresses');
      column = found;
      // A list without a header begins with an address.
      if (isAddress(column)) addresses.push(column);
    }
    const cell = row.cells[column] ?? '';
    if (cell !== '') addresses.push(cell.slice(0, 320));
    if (addresses.length > mostLines) return refuse('mailing.too-many', { most: mostLines });
  }
  return addresses.length > 0 ? addresses : refuse('mailing.no-addresses');
}

/** The addresses in a few lines that somebody pasted. Refuses what has none (`mailing.no-addresses`). */
export function addressesIn(text: string): readonly string[] | Refusal {
  const addresses = text.split(/[\s,;<>"]+/).filter((word) => word.includes('@'));
  return addresses.length > 0 ? addresses : refuse('mailing.no-addresses');
}

function isAddress(cell: string | undefined): boolean {
  return keysOf({ email: cell }, undefined).length > 0;
}
