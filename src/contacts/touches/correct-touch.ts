import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { clientChanged } from '../../clients/client-changed.ts';
import { hour } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import type { Channel } from '../channels.ts';
import { noteStop, unnoteStop } from './note-stop.ts';
import { insertTouch, replaceTouch, touchById, updateTouch } from './store.ts';

/** For so long (ms) after it was told a touch is changed where it stands. */
export const correctedInPlace = hour;

/** What it was in truth. */
export type Corrected = {
  readonly id: string;
  readonly channel: Channel;
  readonly outcome: string | undefined;
  readonly about: string | undefined;
  readonly note: string | undefined;
};

/**
 * Whoever told a touch tells it better: within an hour it is changed where it stands; later a new row stands for it, and
 * the old one is kept and counts no more. Refuses what others told (`touch.not-yours`), and what was corrected already.
 */
export async function correctTouch(
  tx: Tx,
  who: Person,
  { id, channel, outcome, about, note }: Corrected,
  now: number,
): Promise<undefined | Refusal> {
  const touch = await touchById(tx.db, id);
  if (!touch) return refuse('touch.unknown');
  if (touch.person_id !== who.id) return refuse('touch.not-yours');
  if (touch.replaced_by !== null) return refuse('touch.corrected');
  const { client_id: client, actor, at, direction } = touch;
  const change = { channel, outcome: outcome ?? null, about: about ?? null };
  const late = now - (touch.told_at ?? touch.at) > correctedInPlace;
  const row = { ...touch, ...change, id: late ? newId() : id, told_at: now, corrects: late ? id : touch.corrects };
  if (late) await insertTouch(tx.db, row);
  const won = late ? await replaceTouch(tx.db, id, row.id) : await updateTouch(tx.db, id, change);
  // Two windows of one colleague: the first correction stands, and the second is of what it made.
  if (!won) return refuse('touch.corrected');
  const heard = { client, person: who.id, actor, at };
  await unnoteStop(tx, { ...heard, channel: touch.channel as Channel, outcome: touch.outcome ?? undefined });
  await noteStop(tx, { ...heard, channel, outcome });
  const detail = { touch: id, by: row.id, channel, direction, outcome: outcome ?? null, happened: at };
  const words = { ...(about ? { about } : {}), ...(note ? { note } : {}) };
  await append(tx, { stream: client, client, kind: 'contact.corrected', actor: who.id, detail, words }, now);
  await clientChanged(tx, client);
  return undefined;
}
