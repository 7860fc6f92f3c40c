import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { encodingOf, textOf } from './decode.ts';
import { longestRow, mendQuotes } from './mend-quotes.ts';

/** A row as it stands in a file: its number (the line of the header is 1), and its cells by column; or what is wrong. */
export type FileRow =
  | { readonly row: number; readonly cells: Readonly<Record<string, string>> }
  | { readonly row: number; readonly fault: string };

/** A file that cannot be read at all, in words for whoever chose it. */
export class FileRefused extends Error {}

/** The rows of a list: CSV with any of the usual separators, TSV, or JSON by line; in the encoding it is written in. */
export async function* readRows(file: string): AsyncGenerator<FileRow> {
  const encoding = await encodingOf(file).catch((fault: NodeJS.ErrnoException) => {
    throw new FileRefused(fault.code === 'ENOENT' ? `There is no file ${file}.` : `${file}: ${fault.message}`);
  });
  const text = textOf(file, encoding);
  const first = await text.next();
  const start = first.done ? '' : first.value;
  if (start.trim() === '') throw new FileRefused(`${file} is empty.`);
  const whole = again(start, text);
  yield* /^\s*\{/.test(start) ? jsonRows(whole) : separatedRows(whole, separatorOf(start));
}

async function* again(start: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield start;
  yield* rest;
}

/** The separator that the header has most of. */
function separatorOf(start: string): string {
  const header = start.slice(0, start.search(/[\r\n]/) >>> 0);
  const counts = [',', ';', '\t', '|'].map((each) => ({ each, count: header.split(each).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).each;
}

async function* separatedRows(text: AsyncGenerator<string>, delimiter: string): AsyncGenerator<FileRow> {
  const broken: FileRow[] = [];
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (fault) => void broken.push({ row: Number(fault?.lines ?? 0), fault: fault?.message ?? 'cannot be read' }),
    // Not rtrim: with it a mark within a cell ends the reading of the file.
    ltrim: true,
  });
  let [cut, last] = [undefined as string | undefined, 0];
  const tell = (fault: string): void => {
    cut = fault;
  };
  // Whatever stands before bytes that are no letters, or before a row without an end, can be read.
  Readable.from(untilFault(mendQuotes(untilFault(text, tell), delimiter), tell)).pipe(parser);
  let columns: readonly string[] | undefined;
  for await (const { record: cells, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    yield* broken.splice(0);
    last = info.lines;
    const record = cells.map(trimmed);
    if (!columns) columns = headerOf(record);
    else if (record.length > columns.length && record.slice(columns.length).some(Boolean))
      yield { row: last, fault: `has ${record.length} cells, and the header ${columns.length}` };
    else yield { row: last, cells: Object.fromEntries(columns.map((name, at) => [name, record[at] ?? ''])) };
  }
  yield* broken;
  if (cut !== undefined) yield { row: last + 1, fault: cut };
}

async function* untilFault(text: AsyncGenerator<string>, tell: (fault: string) => void): AsyncGenerator<string> {
  try {
    yield* text;
  } catch (fault) {
    tell(fault instanceof TypeError ? 'is in another encoding than the rows before it' : (fault as Error).message);
  }
}

/** Spaces may stand after the mark that ends a cell, too. */
function trimmed(cell: string): string {
  const text = cell.trim();
  return /^"[^"]*"$/.test(text) ? text.slice(1, -1) : text;
}

function headerOf(names: readonly string[]): readonly string[] {
  const twice = names.find((name, at) => name !== '' && names.indexOf(name) !== at);
  if (twice !== undefined) throw new FileRefused(`The header has the column "${twice}" twice.`);
  return names.map((name, at) => name || `column ${at + 1}`);
}

async function* jsonRows(text: AsyncGenerator<string>): AsyncGenerator<FileRow> {
  let [rest, row, cut] = ['', 0, undefined as string | undefined];
  for await (const piece of untilFault(text, (fault) => (cut = fault))) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      row += 1;
      if (line.trim() !== '') yield jsonRow(line, row);
    }
    if (rest.length > longestRow) throw new FileRefused(`Row ${row + 1} is longer than any list of people has.`);
  }
  if (rest.trim() !== '') yield jsonRow(rest, row + 1);
  if (cut !== undefined) yield { row: row + 1, fault: cut };
}

function jsonRow(line: string, row: number): FileRow {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { row, fault: 'is no JSON object' };
    const cells = Object.entries(value).map(([name, cell]) => [
      name,
      cell === null || cell === undefined ? '' : String(cell),
    ]);
    return { row, cells: Object.fromEntries(cells) };
  } catch {
    return { row, fault: 'is no JSON' };
  }
}
