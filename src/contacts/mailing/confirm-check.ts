import type { Tx } from '../../../db/store.ts';
import { behind } from '../../chat/want.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { askSubject } from './ask.ts';
import { waitingIn } from './ask-store.ts';
import type { Check } from './check.ts';
import { beginPass } from './run-pass.ts';
import type { Sealing } from './settings.ts';
import { checkById, saveCheck } from './store.ts';

/**
 * Marketing is about to send: the list is judged once more and signed. Asking again once it runs, or is done, changes
 * nothing, unless `again` says that it was not sent at once: then it is looked at anew. Refuses a check that is not known (`mailing.unknown`), or that waits for somebody or is over (`mailing.not-ready`).
 */
export async function confirmCheck(
  tx: Tx,
  id: string,
  sealing: Sealing,
  now: number,
  again?: 'again',
): Promise<Check | Refusal> {
  const change = { state: 'confirming', list: '', ledger: '' } as const;
  const stage = again
    ? ({ from: ['ready', 'confirmed'], change, after: ['confirming'] } as const)
    : ({ from: ['ready'], change, after: ['confirming', 'confirmed'] } as const);
  return beginStage(tx, id, stage, sealing, now);
}

/** What was confirmed has been sent: it becomes touches. Refuses as confirming does, and a list that was not confirmed. */
export async function logCheck(tx: Tx, id: string, sealing: Sealing, now: number): Promise<Check | Refusal> {
  const change = { state: 'logging' } as const;
  return beginStage(tx, id, { from: ['confirmed'], change, after: ['logging', 'sent'] }, sealing, now);
}

type Stage = {
  readonly from: readonly Check['state'][];
  readonly change: Partial<Check>;
  readonly after: readonly Check['state'][];
};

async function beginStage(tx: Tx, id: string, stage: Stage, sealing: Sealing, now: number): Promise<Check | Refusal> {
  const check = await checkById(tx.db, id);
  if (!check) return refuse('mailing.unknown');
  if (stage.after.includes(check.state)) return check;
  if (!stage.from.includes(check.state)) return refuse('mailing.not-ready');
  const begun = await saveCheck(tx.db, check, { ...stage.change, done: 0 });
  if (!begun) return beginStage(tx, id, stage, sealing, now);
  await beginPass(tx, begun, sealing, now);
  const people = (await waitingIn(tx.db, id)).map(({ person }) => person);
  await behind(tx, ...people.map((person) => askSubject(id, person)));
  return (await checkById(tx.db, id)) ?? begun;
}
