import type { Db } from '../../../db/schema.ts';
import { day } from '../../kernel/clock.ts';
import { historyOfKinds } from '../../ledger/read.ts';
import { namesOf } from '../../team/store.ts';
import type { Named } from '../clearance/facts.ts';
import type { Reason } from '../clearance/rule.ts';
import type { Values } from '../clearance/values.ts';
import { touchesOfAll } from '../touches/store.ts';
import { names } from './numbers.ts';
import { type InForce, latestRules, rulesInForce } from './store.ts';
import { type Past, wouldWarn } from './would-warn.ts';

/** What is counted is counted over a month; of a busier month the latest so many touches. */
const month = 30 * day;
const mostTouches = 50_000;

/** How often a reason was shown in a month, and how often somebody went on over it. */
export type Tally = { readonly code: Reason['code']; readonly warned: number; readonly overridden: number };

/** The rules in force, who put them there, whether there were others before, and what came of them in a month. */
export type RulesView = InForce & {
  readonly author: string | undefined;
  readonly tallies: readonly Tally[];
  readonly changes: readonly Change[];
};

/** Who put which numbers into force, when (epoch ms), and what each was before. */
export type Change = {
  readonly who: Named;
  readonly at: number;
  readonly numbers: readonly { readonly name: keyof Values; readonly before: number; readonly now: number }[];
};

/** So many changes are told; all of them stand in the ledger. */
const mostChanges = 5;

/** Everything that the card of the rules shows. */
export async function readRules(db: Db, now: number): Promise<RulesView> {
  const inForce = await rulesInForce(db);
  const { actor } = inForce.by ?? {};
  const author = actor === undefined ? undefined : (await namesOf(db, [actor])).get(actor);
  const tallies = new Map<string, { warned: number; overridden: number }>();
  for (const { kind, detail } of await historyOfKinds(db, ['contact.warned', 'contact.overridden'], now - month, now))
    for (const code of new Set(
      String(detail.reasons ?? '')
        .split(' ')
        .filter(Boolean),
    )) {
      const tally = tallies.get(code) ?? { warned: 0, overridden: 0 };
      tally[kind === 'contact.warned' ? 'warned' : 'overridden'] += 1;
      tallies.set(code, tally);
    }
  const found = [...tallies].map(([code, tally]) => ({ code: code as Reason['code'], ...tally }));
  const sorted = found.sort((one, other) => other.warned - one.warned);
  return { ...inForce, author, tallies: sorted, changes: await readChanges(db) };
}

async function readChanges(db: Db): Promise<Change[]> {
  const latest = await latestRules(db, mostChanges);
  const people = await namesOf(
    db,
    latest.flatMap(({ now }) => now.by?.actor ?? []),
  );
  return latest.flatMap(({ now, before }): Change[] => {
    if (!now.by) return [];
    const { actor, at } = now.by;
    const changed = names.filter((name) => now.values[name] !== before.values[name]);
    const numbers = changed.map((name) => ({ name, before: before.values[name], now: now.values[name] }));
    return [{ who: { id: actor, name: people.get(actor) ?? '?' }, at, numbers }];
  });
}

/** How many touches of the last month the rules in force would have warned of, and how many others would have. */
export async function tryRules(db: Db, values: Values, now: number): Promise<{ today: number; tried: number }> {
  const rows = await touchesOfAll(db, now - 2 * month, mostTouches);
  const touches = rows.map(
    ({ person_id, actor, ...row }): Past => ({ ...row, who: { id: person_id ?? actor, name: '' } }),
  );
  const { values: today } = await rulesInForce(db);
  return { today: wouldWarn(touches, today, now - month), tried: wouldWarn(touches, values, now - month) };
}
