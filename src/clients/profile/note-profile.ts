import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import type { Department } from '../../team/departments.ts';
import { clientChanged } from '../client-changed.ts';
import { clientById, membersOf } from '../store.ts';
import { type LineName, lines, writes } from './profile.ts';
import { deleteLine, linesOf, saveLine } from './store.ts';

/**
 * A department writes what it knows of a client; an empty line is taken out. What stood there before stays in the
 * history. Refuses `client.unknown`, and the other department's lines: `profile.not-yours`.
 */
export async function noteProfile(
  tx: Tx,
  who: Person,
  {
    client,
    department,
    written,
  }: { client: string; department: Department; written: Partial<Record<LineName, string | undefined>> },
  now: number,
): Promise<undefined | Refusal> {
  if (!writes(who, department)) return refuse('profile.not-yours');
  const members = await membersOf(tx.db, client);
  const [root] = members;
  if (root === undefined || !(await clientById(tx.db, root))) return refuse('client.unknown');
  const known = new Map((await linesOf(tx.db, members)).map(({ name, words }) => [name, words]));
  const mine: readonly LineName[] = lines[department];
  const changed = mine.filter((name) => (written[name] ?? '') !== (known.get(name) ?? ''));
  if (changed.length === 0) return undefined;
  for (const name of changed) {
    const words = written[name] ?? '';
    if (words === '') await deleteLine(tx.db, members, name);
    else await saveLine(tx.db, { client_id: root, field: name, words, person_id: who.id, at: now });
  }
  const words = Object.fromEntries(changed.map((name) => [name, written[name] ?? '']));
  const row = department === 'sales' ? { kind: 'client.insight' } : { kind: 'client.portrait' };
  await append(tx, { stream: root, client: root, ...row, actor: who.id, words }, now);
  await clientChanged(tx, root);
  return undefined;
}
