import { parse } from 'csv-parse/sync';

/** A cell or a line longer than this is no list of people. */
export const longestRow = 1_000_000;
/** A cell has no more lines than this. */
const mostLines = 1000;

/**
 * The text of a list, with quotation marks that open nothing taken out of their line. A cell may have many lines; but
 * a mark that somebody typed into a cell must not swallow the rows after it. Lines stay as many as they are.
 */
export async function* mendQuotes(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<string> {
  const lines = linesOf(text);
  const ahead: string[] = [];
  const next = async (): Promise<string | undefined> => ahead.shift() ?? (await lines.next()).value;
  let columns = 0;
  for (let line = await next(); line !== undefined; line = await next()) {
    columns ||= line.split(delimiter).length;
    if (isBalanced(line)) {
      yield line;
      continue;
    }
    const cell = [line];
    let [open, length] = [true, line.length];
    while (open && cell.length < mostLines && length < longestRow) {
      const more = await next();
      if (more === undefined) break;
      cell.push(more);
      length += more.length;
      open = isBalanced(more);
    }
    if (!open && isRow(cell.join(''), delimiter, columns)) yield cell.join('');
    else {
      yield line.replaceAll('"', '');
      ahead.unshift(...cell.slice(1));
    }
  }
}

/** Lines with their ends, which are all alike from here on: so lines are counted once. */
async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of text) {
    const whole = rest + piece;
    // The other half of this end may come with the next piece.
    const half = whole.endsWith('\r') ? '\r' : '';
    const lines = whole.slice(0, whole.length - half.length).split(/\r\n|[\r\n]/);
    rest = `${lines.pop() ?? ''}${half}`;
    for (const line of lines) yield `${line}\n`;
    if (rest.length > longestRow)
      throw new Error('is longer than any list of people has; nothing after it can be read');
  }
  if (rest !== '') yield rest.trimEnd();
}

function isBalanced(line: string): boolean {
  let count = 0;
  for (let at = line.indexOf('"'); at !== -1; at = line.indexOf('"', at + 1)) count += 1;
  return count % 2 === 0;
}

function isRow(text: string, delimiter: string, columns: number): boolean {
  const rows: string[][] = parse(text, { delimiter, relax_quotes: true, relax_column_count: true });
  return rows.length === 1 && (rows[0]?.length ?? 0) <= columns;
}
