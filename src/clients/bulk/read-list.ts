import type { CountryCode } from 'libphonenumber-js';
import { type ClientField, clientFields, columnsOf, type ListField } from '../../bulk/columns.ts';
import { FileRefused, type FileRow, readRows } from '../../bulk/read-rows.ts';
import { traitsOf } from '../matching/traits.ts';
import { CellFault, type ListKind, type ListRow } from './list-kind.ts';

/** How a list is to be read: what its system is called, and which column is which field where that is not known. */
export type Reading = {
  /** Whose ids the list has; undefined where nobody says, and then the ids are nobody's. */
  readonly system: string | undefined;
  readonly mapping: Readonly<Record<string, string>>;
  readonly country: CountryCode | undefined;
};

/** No cell of a list of people is longer. */
const mostInCell = 1000;

/** The rows of a list, one by one; throws `FileRefused` where it has no column to know anybody by. */
export async function* readList<Extra>(
  file: string,
  reading: Reading,
  kind: ListKind<Extra>,
): AsyncGenerator<ListRow<Extra>> {
  let columns: Map<ListField, string> | undefined;
  for await (const row of readRows(file)) {
    if ('fault' in row) {
      yield row;
      continue;
    }
    columns ??= knownColumns(file, row, reading, fieldsOf(kind, reading));
    yield listRow(row, columns, reading, kind);
  }
}

/** The id in a list of leads or touches is theirs, not their client's, unless a mapping says so. */
function fieldsOf<Extra>({ name, fields }: ListKind<Extra>, { mapping }: Reading): ListField[] {
  const all: ListField[] = [...clientFields, ...fields];
  return name === 'clients' || mapping.id !== undefined ? all : all.filter((field) => field !== 'id');
}

function knownColumns(
  file: string,
  { cells }: Extract<FileRow, { cells: unknown }>,
  { mapping }: Reading,
  fields: readonly ListField[],
) {
  const header = Object.keys(cells);
  const columns = columnsOf(header, mapping, fields);
  const missing = Object.entries(mapping).find(([, column]) => !header.includes(column));
  if (missing)
    throw new FileRefused(`${file} has no column "${missing[1]}", which the mapping names for ${missing[0]}.`);
  const telling: readonly ClientField[] = ['name', 'lastName', 'company', 'email', 'phone', 'handle'];
  if (!telling.some((field) => columns.has(field)))
    throw new FileRefused(
      `${file} has no column to know a client by (name, company, e-mail, phone or messenger); it has: ${header.join(', ')}. Say which is which in a mapping file.`,
    );
  return columns;
}

function listRow<Extra>(
  { row, cells }: Extract<FileRow, { cells: unknown }>,
  columns: ReadonlyMap<ListField, string>,
  { system, country }: Reading,
  { read }: Pick<ListKind<Extra>, 'read'>,
): ListRow<Extra> {
  const cell = (field: ListField): string => cells[columns.get(field) ?? ''] ?? '';
  for (const [field, column] of columns) {
    if (cell(field).startsWith('=')) return { row, fault: `the cell of "${column}" is a formula (it begins with =)` };
    if (cell(field).length > mostInCell)
      return { row, fault: `the cell of "${column}" is longer than ${mostInCell} letters` };
  }
  // With a patronymic people are called by their family name first, as in Russian; else as in English.
  const [first, last, patronymic] = [cell('firstName'), cell('lastName'), cell('patronymic')];
  const parts = (patronymic ? [last, first, patronymic] : [first, last]).filter(Boolean).join(' ');
  const typed = {
    name: cell('name') || parts || undefined,
    company: cell('company') || undefined,
    email: cell('email') || undefined,
    phone: cell('phone') || undefined,
    handle: cell('handle') || undefined,
    site: cell('site') || undefined,
  };
  const traits = traitsOf(typed, country);
  if (typed.email && !traits.mailbox)
    return { row, fault: `"${typed.email}" in "${columns.get('email')}" is no e-mail address` };
  if (!typed.name && !typed.company && !traits.mailbox && !traits.phone && !traits.handle)
    return { row, fault: 'has neither a name, nor a company, nor a way to reach anybody' };
  const id = cell('id');
  const whom = { typed, traits, ...(id && system !== undefined ? { elsewhere: `${system}:${id}` } : {}) };
  try {
    return { row, whom, extra: read(cell) };
  } catch (fault) {
    if (fault instanceof CellFault) return { row, fault: fault.message };
    throw fault;
  }
}
