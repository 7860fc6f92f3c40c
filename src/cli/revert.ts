import type { Store } from '../../db/store.ts';
import { FileRefused } from '../bulk/read-rows.ts';
import { clientsOfImport, jobById } from '../clients/bulk/import-store.ts';
import { type RevertParts, revertImport } from '../clients/bulk/revert-import.ts';
import type { Printing } from './import.ts';

/** Takes an import back; without `yes` it only says how much. Gives the exit code. */
export async function runRevert(
  store: Store,
  id: string,
  yes: boolean,
  parts: RevertParts,
  { print }: Printing,
): Promise<number> {
  const job = await jobById(store.read, id);
  if (!job) throw new FileRefused(`There is no import ${id}.`);
  if (job.reverted_at !== null) throw new FileRefused(`Import ${id} has been taken back already.`);
  if (!yes) {
    const clients = (await clientsOfImport(store.read, `import:${id}`)).length;
    print(`This would take back "${job.label}", which brought something to ${clients} clients. Say --yes to do it.`, {
      clients,
    });
    return 0;
  }
  const { gone, kept } = await revertImport(store, job, parts, Date.now());
  print(`Taken back. ${gone} clients are gone; ${kept} stay, because more is known of them.`, { gone, kept });
  return 0;
}
