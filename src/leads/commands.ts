import type { Asked, Command } from '../chat/action.ts';
import { type Reply, whisper } from '../chat/reply.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { leadCard } from './cards.ts';
import { dutiesInForce } from './clocks/in-force.ts';
import { stagesFor } from './duties/duties.ts';
import { newLeadForm } from './forms.ts';
import { leadListCard } from './list-card.ts';
import { countFree, countOf, freeByClock, leadsOf } from './list-store.ts';
import { readAround } from './read-around.ts';
import { readLead } from './store.ts';

/** What one private answer shows of each list and stays readable. */
const mostListed = 12;

/** `/lead`: mine and the free ones; `/lead 12`: one; `/lead new`: a form. */
export const leadCommands: Record<string, Command> = {
  lead: { usage: 'lead.usage', run: listOrShow },
  'lead new': {
    usage: 'lead.new.usage',
    answers: 'form',
    run: async ({ say }) => ({ kind: 'form', form: newLeadForm(say) }),
  },
};

async function listOrShow({ who, payload, data, now, say }: Asked<string>): Promise<Reply | Refusal> {
  if (payload !== '') return showOne(payload, data.read, now, say);
  const db = data.read;
  const mine = { leads: await leadsOf(db, who.id, mostListed), inAll: await countOf(db, who.id) };
  const { value: duties } = await dutiesInForce(db);
  const stages = stagesFor(duties, who);
  const free = { leads: await freeByClock(db, stages, mostListed), inAll: await countFree(db, stages) };
  return whisper(leadListCard(mine, free, say));
}

async function showOne(
  text: string,
  db: Asked<string>['data']['read'],
  now: number,
  say: Asked<string>['say'],
): Promise<Reply | Refusal> {
  const number = Number(/^#?(\d{1,15})$/.exec(text)?.[1]);
  const lead = Number.isNaN(number) ? undefined : await readLead(db, number);
  return lead
    ? whisper(leadCard(lead, say, await readAround(db, lead, now)))
    : refuse('lead.unknown', { number: text.slice(0, 40) });
}
