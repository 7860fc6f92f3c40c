import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { append } from '../../ledger/append.ts';
import { saveSetting } from '../../team/settings.ts';
import { openToAll, type Routing, routingName } from './rule.ts';

/**
 * Puts routing into force; what was decided before stays as it is. Refuses whoever neither manages nor administers
 * (`routing.not-yours`), and if others changed it since (`rules.changed`).
 */
export async function changeRouting(
  tx: Tx,
  who: Person,
  { version, routing }: { readonly version: number; readonly routing: Routing },
  now: number,
): Promise<undefined | Refusal> {
  if (who.role === 'rep') return refuse('routing.not-yours');
  if (!(await saveSetting(tx.db, { name: routingName, version, value: routing, actor: who.id, at: now })))
    return refuse('rules.changed');
  const detail = { version: version + 1, rules: routing.rules.length, lifted: routing.capsLiftedUntil };
  await append(tx, { stream: 'org', kind: 'routing.changed', actor: who.id, detail }, now);
  return undefined;
}

/** The rules with one of them another, at the end if it is new. */
export function withRule({ rules, capsLiftedUntil }: Routing, at: number, rule: Routing['rules'][number]): Routing {
  const next = rules.map((each, index) => (index === at ? rule : each));
  return { rules: at >= rules.length ? [...next, rule] : next, capsLiftedUntil };
}

/** Whether a name is another rule's: turns and receipts go by it. */
export function isTaken({ rules }: Routing, at: number, name: string): boolean {
  const same = (other: string): boolean => other.toLowerCase() === name.toLowerCase();
  return same(openToAll.name) || rules.some((each, index) => index !== at && same(each.name));
}

/** The rules without one of them. */
export function withoutRule({ rules, capsLiftedUntil }: Routing, at: number): Routing {
  return { rules: rules.filter((_each, index) => index !== at), capsLiftedUntil };
}
