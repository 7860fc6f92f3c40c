import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import type { Values } from '../clearance/values.ts';
import { names } from './numbers.ts';
import { insertRules, rulesInForce } from './store.ts';

/**
 * Puts rules into force for the whole company; those before stay on record. `version` is of the rules that the admin
 * has read. Refuses whoever is no administrator (`rules.not-yours`), and if others changed them since (`rules.changed`).
 */
export async function changeRules(
  tx: Tx,
  who: Person,
  { version, values }: { version: number; values: Values },
  now: number,
): Promise<undefined | Refusal> {
  if (who.role !== 'admin') return refuse('rules.not-yours');
  const { version: latest, values: before } = await rulesInForce(tx.db);
  const row = { version: version + 1, numbers: JSON.stringify(values), actor: who.id, at: now };
  if (latest !== version || !(await insertRules(tx.db, row))) return refuse('rules.changed');
  const changed = names.filter((name) => before[name] !== values[name]);
  const detail = Object.fromEntries(changed.map((name) => [name, `${before[name]} → ${values[name]}`]));
  await append(
    tx,
    { stream: 'org', kind: 'rules.changed', actor: who.id, detail: { version: row.version, ...detail } },
    now,
  );
  return undefined;
}
