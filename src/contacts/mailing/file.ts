import { stringify } from 'csv-stringify/sync';
import type { FileKind } from '../../feature.ts';
import { oneLine } from '../../kernel/text.ts';
import type { Line } from './check.ts';
import { allRows, finalList } from './read-check.ts';
import { checkById } from './store.ts';

/** Excel reads a file without this mark as if it were in the encoding of its own machine. */
const mark = '\uFEFF';
/** Nothing in such an address is a formula, though it begin with a plus. */
const harmless = /^[\p{L}\p{N}+._-]+@[\p{L}\p{N}.-]+$/u;

/** The final list of a check that was confirmed, as CSV: one address a row, and the signature in its name. */
export const mailingFile: FileKind = async (db, id) => {
  const check = await checkById(db, id);
  if (check?.state !== 'confirmed' && check?.state !== 'sent') return undefined;
  const pieces = async function* (): AsyncGenerator<string> {
    yield `${mark}email\n`;
    for await (const values of finalList(db, check)) yield values.map(oneCell).join('');
  };
  const signed = check.signature ? ` ${check.signature.slice(0, 16)}` : '';
  return { name: `${oneLine(check.name, 80)}${signed}.csv`, pieces: pieces() };
};

/** Every row of an audience with its verdict and the codes of its reasons, as CSV. */
export const mailingRowsFile: FileKind = async (db, id) => {
  const check = await checkById(db, id);
  if (!check) return undefined;
  const pieces = async function* (): AsyncGenerator<string> {
    yield `${mark}row,value,verdict,reasons\n`;
    for await (const rows of allRows(db, check))
      yield stringify(
        rows.map(({ row, line }) => [row, line.value, line.verdict ?? '', reasonsOf(line)]),
        { escape_formulas: true },
      );
  };
  return { name: `${oneLine(check.name, 80)} rows.csv`, pieces: pieces() };
};

function oneCell(value: string): string {
  return stringify([[value]], { escape_formulas: !harmless.test(value) });
}

function reasonsOf({ why = [] }: Line): string {
  return why.map((each) => ('who' in each ? `${each.code} (${each.who})` : each.code)).join(', ');
}
