import type { ExportPart } from '../clients/bulk/export-client.ts';
import { handoffsOf } from './handoff/store.ts';
import { leadsOfClient } from './store.ts';

/** The leads of a client as they came in, and how they were handed on, for an export. */
export const leadsTold: ExportPart = async (db, members) => ({
  leads: await leadsOfClient(db, members),
  handoffs: await handoffsOf(db, members),
});
