import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import { saveCompanyWeek } from '../../team/hours/store.ts';
import type { Week } from '../../team/hours/week.ts';
import { saveSetting } from '../../team/settings.ts';
import { numbersInForce, numbersName } from './in-force.ts';
import { type Numbers, numberNames } from './numbers.ts';

/**
 * Says for the whole company how long things may take, and when it works; what runs already goes on as it was. Refuses
 * whoever is no administrator (`rules.not-yours`), and if others changed them since (`rules.changed`).
 */
export async function changeNumbers(
  tx: Tx,
  who: Person,
  { version, value, week }: { readonly version: number; readonly value: Numbers; readonly week: Week },
  now: number,
): Promise<undefined | Refusal> {
  if (who.role !== 'admin') return refuse('rules.not-yours');
  const { value: before } = await numbersInForce(tx.db);
  if (!(await saveSetting(tx.db, { name: numbersName, version, value, actor: who.id, at: now })))
    return refuse('rules.changed');
  await saveCompanyWeek(tx.db, JSON.stringify(week));
  const changed = numberNames.filter((name) => before[name] !== value[name]);
  const detail = Object.fromEntries(changed.map((name) => [name, `${before[name]} → ${value[name]}`]));
  await append(
    tx,
    { stream: 'org', kind: 'clocks.changed', actor: who.id, detail: { version: version + 1, ...detail } },
    now,
  );
  return undefined;
}
