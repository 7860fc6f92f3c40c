import type { Db } from '../../../db/schema.ts';
import type { Person } from '../../chat/directory.ts';
import { minute } from '../../kernel/clock.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { settingInForce } from '../../team/settings.ts';
import { time } from '../../words/text.ts';
import { routingName, usualRouting } from './rule.ts';

/** Why somebody may not claim another lead yet: by its rule one waits between two claims (`lead.cool-off`). */
export async function coolingOff(
  db: Db,
  who: Pick<Person, 'id'>,
  number: number,
  now: number,
): Promise<Refusal | undefined> {
  const lead = await db.selectFrom('lead').select('rule').where('number', '=', number).executeTakeFirst();
  if (!lead?.rule) return undefined;
  const { value } = await settingInForce(db, routingName, usualRouting);
  const rule = value.rules.find(({ name }) => name === lead.rule);
  if (rule?.mode !== 'cool-off') return undefined;
  const last = await db
    .selectFrom('lead')
    .select('held_since')
    .where('owner_id', '=', who.id)
    .where('handed', '=', 0)
    .orderBy('held_since', 'desc')
    .limit(1)
    .executeTakeFirst();
  const until = (last?.held_since ?? 0) + rule.coolOff * minute;
  return until > now ? refuse('lead.cool-off', { until: time(until), number: String(number) }) : undefined;
}
