import type { CountryCode } from 'libphonenumber-js';
import { z } from 'zod';
import { type Action, type Asked, action } from '../../chat/action.ts';
import { done, type Reply } from '../../chat/reply.ts';
import { findClients } from '../../clients/find-clients.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import { safeText } from '../../kernel/safe-text.ts';
import { leadFor, type Numbered, numbered } from '../numbered.ts';
import { careForm, recommendForm } from './cards.ts';
import { noteFeedback, recommend, thank } from './care.ts';
import { careOutcomes } from './outcomes.ts';

const told = numbered.extend({
  outcome: z.enum(careOutcomes),
  note: safeText(1000).pipe(z.string().trim()).optional(),
});
const recommended = numbered.extend({ by: safeText(300).pipe(z.string().trim().min(1)) });

/** After a sale: what the client said, who recommended us, and thanks. */
export function careActions(country: CountryCode | undefined): Record<string, Action> {
  return {
    'care.tell': action({
      payload: numbered,
      answers: 'form',
      run: async ({ payload, say }) => ({ kind: 'form', form: careForm(payload.id, say) }),
    }),
    'care.tell.send': action({
      payload: told,
      run: async ({ who, payload: { id: lead, ...said }, data, now }) =>
        (await data.write((tx) => noteFeedback(tx, who, { lead, ...said }, now))) ?? done,
    }),
    'care.thank': action({
      payload: numbered,
      run: async ({ who, payload, data, now }) => (await data.write((tx) => thank(tx, who, payload.id, now))) ?? done,
    }),
    'care.recommend': action({ payload: numbered, answers: 'form', run: ask }),
    'care.recommend.send': action({ payload: recommended, run: (asked) => send(asked, country) }),
  };
}

async function ask(asked: Asked<Numbered>): Promise<Reply | Refusal> {
  const lead = await leadFor(asked);
  return isRefusal(lead) ? lead : { kind: 'form', form: recommendForm(lead.number, asked.say) };
}

async function send(
  { who, payload, data, now, say }: Asked<z.output<typeof recommended>>,
  country: CountryCode | undefined,
): Promise<Reply | Refusal> {
  const { id: lead, by } = payload;
  const { clients, resemble } = await findClients(data.read, by, country);
  const [found, ...others] = clients;
  if (!found || others.length > 0 || resemble) {
    const errors = { by: say.label(found ? 'recommend.several' : 'recommend.none') };
    return { kind: 'errors', errors, form: recommendForm(lead, say) };
  }
  return (await data.write((tx) => recommend(tx, who, { lead, by: found.id }, now))) ?? done;
}
