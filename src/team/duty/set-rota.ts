import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { behind } from '../../chat/want.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import type { Department } from '../departments.ts';
import { saveSetting } from '../settings.ts';
import type { Rota } from './duty.ts';
import { dutySubject } from './read-duty.ts';

/**
 * Writes who is on duty in turn for a department. Refuses whoever neither manages nor administers (`duty.not-yours`), and
 * if others changed it since (`rules.changed`).
 */
export async function setRota(
  tx: Tx,
  who: Person,
  { department, version, rota }: { readonly department: Department; readonly version: number; readonly rota: Rota },
  now: number,
): Promise<undefined | Refusal> {
  if (who.role === 'rep') return refuse('duty.not-yours');
  const setting = { name: `rota.${department}`, version, value: rota, actor: who.id, at: now };
  if (!(await saveSetting(tx.db, setting))) return refuse('rules.changed');
  await append(tx, { stream: 'org', kind: 'duty.rota', actor: who.id, detail: { department, turn: rota.turn } }, now);
  await behind(tx, dutySubject);
  return undefined;
}
