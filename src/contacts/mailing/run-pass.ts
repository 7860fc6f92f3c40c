import type { Tx } from '../../../db/store.ts';
import { behind, direct, want } from '../../chat/want.ts';
import type { KeyHasher } from '../../clients/erase/erased-keys.ts';
import { minute, second } from '../../kernel/clock.ts';
import { append } from '../../ledger/append.ts';
import { dueAt } from '../../schedule/due.ts';
import { askSubject } from './ask.ts';
import { waitingIn } from './ask-store.ts';
import { type Check, checkSubject, nothingCounted, plus } from './check.ts';
import { confirmPart } from './confirm-part.ts';
import { judgePart } from './judge-part.ts';
import { logPart } from './log-part.ts';
import type { Sealing } from './settings.ts';
import type { Signer } from './sign.ts';
import { lockCheck, saveCheck } from './store.ts';

/** What each pass is followed by; a check in any other state waits for somebody. */
const passes = { judging: 'asking', confirming: 'confirmed', logging: 'sent' } as const;

/** Begins a pass over all parts of an audience; the first part is done at once, so that a short list has its answer. */
export async function beginPass(tx: Tx, check: Check, sealing: Sealing, now: number): Promise<void> {
  await stepPass(tx, { id: check.id, state: check.state, part: 0, shown: 0 }, sealing, now);
}

/** A step of a pass: which check, in which state, the part that is next, and when (epoch ms) the card last moved. */
type Step = { readonly id: string; readonly state: string; readonly part: number; readonly shown: number };

/** Slack lets an app change fifty messages a minute: what a check takes of them, in each of its channels, leads do not have. */
const betweenMoves = 5 * second;

/** Does the next part of a pass and asks for the one after it; at the end the check goes on. A step is done once. */
export async function stepPass(tx: Tx, { id, state, part, shown }: Step, sealing: Sealing, now: number): Promise<void> {
  // Whoever erases somebody, or answers, meets this part here.
  const check = await lockCheck(tx.db, id);
  if (check?.state !== state || check.done !== part || !isPassing(state)) return;
  const change = part < check.parts ? await doPart(tx, check, state, part, sealing.erased, now) : {};
  const done = Math.min(part + 1, check.parts);
  const next = await saveCheck(tx.db, check, { ...change, done });
  // Somebody else changed it meanwhile: the step is taken again.
  if (!next) throw new Error(`mailing check ${id} changed under a pass`);
  const ends = done === check.parts;
  const moves = ends || now - shown >= betweenMoves;
  const detail = { id, state, part: done, shown: moves ? now : shown };
  if (ends) await endPass(tx, next, state, sealing.sign, now);
  else await dueAt(tx, { kind: 'mailing.pass', key: `${id}/${state}/${done}`, at: now, detail });
  tx.after('due');
  if (moves) await behind(tx, checkSubject(id));
}

function isPassing(state: string): state is keyof typeof passes {
  return Object.hasOwn(passes, state);
}

async function doPart(
  tx: Tx,
  check: Check,
  state: keyof typeof passes,
  part: number,
  erased: KeyHasher | undefined,
  now: number,
): Promise<Partial<Check>> {
  const before = part === 0 ? nothingCounted : check.counts;
  if (state === 'judging') return { counts: plus(before, await judgePart(tx, check, part, erased, now)) };
  if (state === 'confirming') {
    const { counts, ...digests } = await confirmPart(tx, check, part, erased, now);
    return { counts: plus(before, counts), ...digests };
  }
  await logPart(tx, check, part, now);
  return {};
}

async function endPass(
  tx: Tx,
  check: Check,
  state: keyof typeof passes,
  sign: Signer | undefined,
  now: number,
): Promise<void> {
  const asked = state === 'judging' ? await waitingIn(tx.db, check.id) : [];
  const people = asked.map(({ person }) => person);
  const waits = people.length > 0;
  const after = state === 'judging' && !waits ? 'ready' : passes[state];
  // Owners have the time that marketing gave them, however long the first look took.
  const deadline = waits && now >= check.deadline ? now + Math.max(check.deadline - check.at, minute) : check.deadline;
  const sendAt = Math.max(check.sendAt, deadline);
  const ended = state === 'confirming' ? { confirmedAt: now, signature: sign?.({ ...check, confirmedAt: now }) } : {};
  await saveCheck(tx.db, check, { state: after, deadline, sendAt, ...ended });
  const { keep, drop } = check.counts;
  const detail = { check: check.id, keep, drop, asked: people.length };
  await append(tx, { stream: 'org', kind: `mailing.${after}`, actor: check.person ?? check.actor, detail }, now);
  if (!waits) return;
  await dueAt(tx, { kind: 'mailing.deadline', key: check.id, at: deadline });
  for (const person of people)
    await want(tx, { place: direct(person), kind: 'mailing.ask', subject: askSubject(check.id, person) }, now);
}
