import type { Tx } from '../../../db/store.ts';
import { behind } from '../../chat/want.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import { askSubject } from './ask.ts';
import { waitingIn } from './ask-store.ts';
import { checkSubject, type State } from './check.ts';
import { checkById, saveCheck } from './store.ts';

const open: readonly State[] = ['judging', 'asking', 'ready', 'confirmed'];

/** The mailing is not sent after all, and nobody is asked any more. Refuses one that was sent, or is looked at just now (`mailing.not-ready`). */
export async function callOff(tx: Tx, actor: string, id: string, now: number): Promise<undefined | Refusal> {
  const check = await checkById(tx.db, id);
  if (!check) return refuse('mailing.unknown');
  if (!open.includes(check.state)) return refuse('mailing.not-ready');
  if (!(await saveCheck(tx.db, check, { state: 'called-off' }))) return callOff(tx, actor, id, now);
  await append(tx, { stream: 'org', kind: 'mailing.called-off', actor, detail: { check: id } }, now);
  const people = (await waitingIn(tx.db, id)).map(({ person }) => person);
  await behind(tx, checkSubject(id), ...people.map((person) => askSubject(id, person)));
  return undefined;
}
