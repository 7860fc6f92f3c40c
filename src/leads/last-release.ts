import type { Db } from '../../db/schema.ts';
import { historyOfLead } from '../ledger/read.ts';
import { type ReleaseReason, releaseReasons } from './reasons.ts';

/** Why a lead came back, and what whoever had it wants the next one to know. */
export type GivenBack = { readonly reason: ReleaseReason; readonly note: string | undefined };

/** The last release of a lead, as the ledger tells it. */
export async function lastRelease(db: Db, lead: number): Promise<GivenBack | undefined> {
  const told = (await historyOfLead(db, lead)).findLast(({ kind }) => kind === 'lead.released');
  const reason = releaseReasons.find((known) => known === told?.detail.reason);
  return told && reason && { reason, note: told.words.note };
}
