import type { Tx } from '../../../db/store.ts';
import { want } from '../../chat/want.ts';
import { newId } from '../../kernel/ids.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import type { Audience } from './audience.ts';
import { type Check, checkSubject, nothingCounted } from './check.ts';
import { beginPass } from './run-pass.ts';
import type { Mailing } from './settings.ts';
import { checkById, insertCheck, saveCheck } from './store.ts';

/** A mailing that is meant: what, when (epoch ms), until when owners may answer, and what their silence means. */
export type Meant = Pick<Check, 'name' | 'offer' | 'actor' | 'person' | 'silence' | 'deadline' | 'sendAt'>;

/** Keeps an audience that somebody has handed over, until they say what it is for. Gives the id of the draft. */
export async function keepDraft(
  tx: Tx,
  { name, person, audience }: { name: string; person: string; audience: Audience },
  now: number,
): Promise<string> {
  const meant: Meant = { name, offer: undefined, actor: person, person, silence: 'drop', deadline: now, sendAt: now };
  return (await open(tx, 'draft', meant, audience, now)).id;
}

/**
 * Marketing asks whom it may mail: the audience is kept, its first part judged at once, and one card in each of the
 * places shows how far the rest has come. Gives the id of the check.
 */
export async function beginCheck(
  tx: Tx,
  { audience, ...meant }: Meant & { readonly audience: Audience },
  mailing: Mailing,
  now: number,
): Promise<string> {
  const check = await open(tx, 'judging', meant, audience, now);
  await start(tx, check, mailing, now);
  return check.id;
}

/** The same with an audience that was handed over before. Refuses a draft of somebody else, or one that has begun. */
export async function beginDraft(
  tx: Tx,
  id: string,
  meant: Meant,
  mailing: Mailing,
  now: number,
): Promise<string | Refusal> {
  const draft = await checkById(tx.db, id);
  if (draft?.state !== 'draft' || draft.person !== meant.person) return refuse('mailing.unknown');
  const check = await saveCheck(tx.db, draft, { ...meant, state: 'judging', at: now });
  if (!check) return refuse('mailing.unknown');
  await start(tx, check, mailing, now);
  return id;
}

async function open(
  tx: Tx,
  state: Check['state'],
  meant: Meant,
  { size, parts }: Audience,
  now: number,
): Promise<Check> {
  const begun = { id: newId(), version: 1, state, parts: parts.length, done: 0, size };
  const empty = { counts: nothingCounted, list: '', ledger: '', signature: undefined, at: now, confirmedAt: undefined };
  const check: Check = { ...meant, ...begun, ...empty };
  await insertCheck(tx.db, check, parts);
  return check;
}

async function start(tx: Tx, check: Check, { places, ...sealing }: Mailing, now: number): Promise<void> {
  const { id, person, actor, size, name } = check;
  const entry = { stream: 'org', kind: 'mailing.begun', actor: person ?? actor, detail: { check: id, size } };
  await append(tx, { ...entry, words: { about: name } }, now);
  for (const place of places) await want(tx, { place, kind: 'mailing.check', subject: checkSubject(id) }, now);
  await beginPass(tx, check, sealing, now);
}
