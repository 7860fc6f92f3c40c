import type { Db } from '../../db/schema.ts';
import { historyOfLead } from '../ledger/read.ts';
import type { WordKey } from '../words/say.ts';
import { type RecycleReason, type ReleaseReason, recycleReasons, releaseReasons } from './reasons.ts';

/** Why a lead came back, as words, and what whoever had it wants the next one to know. */
export type GivenBack = { readonly why: WordKey; readonly note: string | undefined };

/** How a lead came back the last time, as the ledger tells it: released, returned by sales, or lapsed. */
export async function lastRelease(db: Db, lead: number): Promise<GivenBack | undefined> {
  const kinds = ['lead.released', 'lead.recycled', 'lead.lapsed'];
  const told = (await historyOfLead(db, lead)).findLast(({ kind }) => kinds.includes(kind));
  if (told?.kind === 'lead.lapsed') return { why: 'reason.lapsed', note: undefined };
  const reason = [...releaseReasons, ...recycleReasons].find((known) => known === told?.detail.reason);
  return told && reason && { why: `reason.${reason satisfies ReleaseReason | RecycleReason}`, note: told.words.note };
}
