import type { Tx } from '../../../db/store.ts';
import { membersOf } from '../../clients/store.ts';
import type { Channel } from '../channels.ts';
import { deleteStopOf, insertStop } from './stop-store.ts';

/** What was said at a touch that may be a stop: by whom it was heard, and who reports it. */
export type Heard = {
  readonly client: string;
  readonly channel: Channel;
  readonly person: string | undefined;
  readonly actor: string;
  readonly outcome: string | undefined;
  readonly at: number;
};

/** A client who asked for no more contact, at all or in this way, is left alone from then on. */
export async function noteStop(tx: Tx, { client, channel, person, actor, outcome, at }: Heard): Promise<void> {
  const stopped = stopOf(outcome, channel);
  if (stopped === undefined) return;
  await insertStop(tx.db, { client_id: client, channel: stopped, person_id: person ?? null, actor, since: at });
}

/** It was heard wrongly: what this touch stopped is open again. What others noted stands. */
export async function unnoteStop(tx: Tx, { client, channel, outcome, at }: Heard): Promise<void> {
  const stopped = stopOf(outcome, channel);
  if (stopped !== undefined) await deleteStopOf(tx.db, await membersOf(tx.db, client), stopped, at);
}

function stopOf(outcome: string | undefined, channel: Channel): Channel | 'any' | undefined {
  return outcome === 'stop' ? 'any' : outcome === 'stop-here' ? channel : undefined;
}
