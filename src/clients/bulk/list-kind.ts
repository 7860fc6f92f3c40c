import type { Db } from '../../../db/schema.ts';
import type { Tx } from '../../../db/store.ts';
import type { ListField } from '../../bulk/columns.ts';
import type { Enquirer } from '../find-or-make-client.ts';
import type { Origin } from '../take-clients.ts';

/** A row of a list: whom it is about, and what else it says; or what is wrong with it. */
export type ListRow<Extra> = ListGood<Extra> | Fault;
export type ListGood<Extra> = { readonly row: number; readonly whom: Omit<Enquirer, 'source'>; readonly extra: Extra };
export type Fault = { readonly row: number; readonly fault: string };

/** How many rows made something new, and how many joined what was known. */
export type Counted = { readonly made: number; readonly joined: number };

/** A kind of list that can be taken in: which columns it has beside those of a client, and what a row becomes. */
export type ListKind<Extra> = {
  readonly name: 'clients' | 'leads' | 'touches';
  readonly fields: readonly ListField[];
  /** What a row says beside whom it is about; throws `CellFault` where a cell cannot be read. */
  readonly read: (cell: (field: ListField) => string) => Extra;
  /** Why a row that can be read cannot be taken; it is asked before anything is changed. */
  readonly unfit?: (db: Db, row: ListGood<Extra>, now: number) => Promise<string | undefined>;
  readonly take: (tx: Tx, rows: readonly ListGood<Extra>[], from: Origin, now: number) => Promise<Counted>;
};

/** A cell that cannot be read; the message says so in words. */
export class CellFault extends Error {}

/** An instant (epoch ms) as a list writes it: ISO 8601, or 24.11.2026 with or without a time. */
export function instant(cell: string): number | undefined {
  if (cell === '') return undefined;
  const [, day, month, year, time] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T](\d{1,2}:\d{2}))?$/.exec(cell) ?? [];
  const iso = year
    ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}T${(time ?? '12:00').padStart(5, '0')}Z`
    : cell;
  const at = Date.parse(iso);
  if (Number.isNaN(at)) throw new CellFault(`"${cell}" is no date`);
  return at;
}
