/** A cell or a line longer than this is no list of people. */
export const longestRow = 1_000_000;
/** A cell has no more lines than this. */
const mostLines = 1000;

/**
 * The text of a list, with quotation marks that open nothing taken out of their line. A cell in marks may have many
 * lines; but a mark that somebody typed into a cell must not swallow the rows after it. Lines stay as many as they are.
 */
export async function* mendQuotes(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<string> {
  const lines = linesOf(text);
  const ahead: string[] = [];
  const next = async (): Promise<string | undefined> => ahead.shift() ?? (await lines.next()).value;
  for (let line = await next(); line !== undefined; line = await next()) {
    const row = [line];
    let [state, length] = [stateAfter(line, delimiter, 'start'), line.length];
    while (state === 'quoted' && row.length < mostLines && length < longestRow) {
      const more = await next();
      if (more === undefined) break;
      row.push(more);
      length += more.length;
      state = stateAfter(more, delimiter, 'quoted');
    }
    if (state !== 'broken' && state !== 'quoted') yield row.join('');
    else {
      yield line.replaceAll('"', '');
      ahead.unshift(...row.slice(1));
    }
  }
}

/** Where the reading of a line stands: `broken` is a mark that ended a cell of several, with something behind it. */
type State = 'start' | 'plain' | 'quoted' | 'closed' | 'broken';

/** Reads a line as RFC 4180 has it: a mark opens at the beginning of a cell, ends before the next, and two are one. */
function stateAfter(line: string, delimiter: string, from: 'start' | 'quoted'): State {
  let [state, wide]: [State, boolean] = [from, from === 'quoted'];
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at] ?? '';
    if (state === 'quoted') {
      if (letter === delimiter) wide = true;
      if (letter !== '"') continue;
      if (line[at + 1] === '"') at += 1;
      else state = 'closed';
    } else if (letter === delimiter || letter === '\n') [state, wide] = ['start', false];
    else if (letter === '"' && state === 'start') state = 'quoted';
    else if (letter === ' ') continue;
    else if (state === 'closed' && wide) return 'broken';
    else state = 'plain';
  }
  return state;
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
