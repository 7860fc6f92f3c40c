import type { Tx } from '../../../db/store.ts';
import { membersOf } from '../../clients/store.ts';
import type { Channel } from '../channels.ts';
import { deleteStopOf, insertStop } from './stop-store.ts';
import { touchesWith } from './store.ts';

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

/** It was heard wrongly: what this touch stopped is open again, unless somebody heard it at another touch, too. */
export async function unnoteStop(tx: Tx, { client, channel, outcome, at }: Heard): Promise<void> {
  const stopped = stopOf(outcome, channel);
  if (stopped === undefined) return;
  const members = await membersOf(tx.db, client);
  await deleteStopOf(tx.db, members, stopped, at);
  const others = await touchesWith(tx.db, members, outcome ?? '');
  for (const { client_id, channel: by, person_id, actor, at: since } of others)
    if (stopOf(outcome, by) === stopped)
      await insertStop(tx.db, { client_id, channel: stopped, person_id, actor, since });
}

function stopOf(outcome: string | undefined, channel: Channel): Channel | 'any' | undefined {
  return outcome === 'stop' ? 'any' : outcome === 'stop-here' ? channel : undefined;
}
