import type { ExportPart } from '../../clients/bulk/export-client.ts';
import { stopsOf } from './stop-store.ts';
import { allTouches } from './store.ts';

/** The touches of a client, and whether they asked not to be contacted, for an export. */
export const touchesTold: ExportPart = async (db, members) => {
  const stops = await stopsOf(db, members);
  const touches = await allTouches(db, members);
  return {
    touches,
    contactStops: stops.map(({ channel, since }) => ({ channel, since: new Date(since).toISOString() })),
  };
};
