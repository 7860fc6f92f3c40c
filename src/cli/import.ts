import { Presets, SingleBar } from 'cli-progress';
import type { Store } from '../../db/store.ts';
import { checkList, importList, type Taking } from '../clients/bulk/import-list.ts';
import type { ListKind } from '../clients/bulk/list-kind.ts';

export type ImportWanted = { readonly dryRun: boolean; readonly allOrNothing: boolean };

/** Where an answer goes: as words for a person, or as facts for a program; and what went wrong with which row. */
export type Printing = {
  readonly print: (words: string, facts: object) => void;
  readonly complain: (words: string) => void;
};

/** Reads a list whole and says what is in it; then takes it in, unless nothing is to change. Gives the exit code. */
export async function runImport<Extra>(
  store: Store,
  kind: ListKind<Extra>,
  file: string,
  taking: Omit<Taking, 'told'>,
  { dryRun, allOrNothing }: ImportWanted,
  { print, complain }: Printing,
): Promise<number> {
  const checked = await checkList(store, kind, file, { ...taking, told: () => {} }, Date.now());
  for (const { row, fault } of checked.faults) complain(`row ${row}: ${fault}`);
  if (checked.faulty > checked.faults.length) complain(`… and ${checked.faulty - checked.faults.length} more`);
  const { good, known, faulty } = checked;
  print(`${good} rows can be taken, ${known} of them of clients who are known; ${faulty} cannot.`, {
    good,
    known,
    faulty,
  });
  if (dryRun) return 0;
  if (good === 0 || (allOrNothing && faulty > 0)) {
    complain('Nothing was changed.');
    return 1;
  }
  const bar = new SingleBar(
    { format: '{bar} {value} rows, {duration_formatted}', stream: process.stderr },
    Presets.shades_classic,
  );
  bar.start(good, 0);
  const told = (rows: number): void => bar.update(rows);
  const job = await importList(store, kind, file, { ...taking, told }, Date.now).finally(() => bar.stop());
  const { id, made, joined, refused } = job;
  print(`${made} new ${kind.name}, ${joined} known already, ${refused} rows left out. This was import ${id}.`, {
    id,
    made,
    joined,
    refused,
  });
  return 0;
}
