import type { ExportPart } from '../clients/bulk/export-client.ts';
import { allTouches, readStop } from './store.ts';

/** The touches of a client, and whether they asked not to be contacted, for an export. */
export const touchesTold: ExportPart = async (db, members) => {
  const stop = await readStop(db, members);
  const touches = await allTouches(db, members);
  return { touches, contactStop: stop ? new Date(stop.since).toISOString() : null };
};
