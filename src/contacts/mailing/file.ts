import { stringify } from 'csv-stringify/sync';
import type { FileKind } from '../../feature.ts';
import { oneLine } from '../../kernel/text.ts';
import { finalList } from './read-check.ts';
import { checkById } from './store.ts';

/** The final list of a check that was confirmed, as CSV; its last rows say what it is signed with. */
export const mailingFile: FileKind = async (db, id) => {
  const check = await checkById(db, id);
  if (check?.state !== 'confirmed' && check?.state !== 'sent') return undefined;
  const pieces = async function* (): AsyncGenerator<string> {
    // Excel reads a file without this mark as if it were in the encoding of its own machine.
    yield '\uFEFF';
    yield stringify([['email']]);
    for await (const values of finalList(db, check))
      yield stringify(
        values.map((value) => [value]),
        { escape_formulas: true },
      );
  };
  const signed = check.signature ? ` ${check.signature.slice(0, 16)}` : '';
  return { name: `${oneLine(check.name, 80)}${signed}.csv`, pieces: pieces() };
};
