import { z } from 'zod';
import { type Action, type Asked, action } from '../../chat/action.ts';
import { done, here, type Reply, whisper } from '../../chat/reply.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { safeText } from '../../kernel/safe-text.ts';
import { isFree } from '../hold.ts';
import { leadFor, type Numbered, numbered } from '../numbered.ts';
import { readReader } from '../read-reader.ts';
import { answerAsk, askForLead } from './ask-lead.ts';
import { askedCard } from './cards.ts';
import { askForm, takeOverForm } from './forms.ts';
import { moreCard } from './more-card.ts';
import { takeOverLead } from './take-over-lead.ts';
import { watchLead } from './watch-lead.ts';

const one = z.object({ id: z.string().max(60) });
const words = safeText(1000).pipe(z.string().trim());

/** What somebody can do about a lead that is not on its card: ask for it, watch it, take it over. */
export const askActions: Record<string, Action> = {
  'lead.more': action({ payload: numbered, run: async (asked) => more(asked, whisper) }),
  'lead.ask': action({
    payload: numbered,
    answers: 'form',
    run: async (asked) => {
      const lead = await leadFor(asked, ({ hold, closed }) => {
        if (closed) return refuse('lead.closed');
        return isFree(hold) ? refuse('lead.free') : undefined;
      });
      return isRefusal(lead) ? lead : { kind: 'form', form: askForm(lead.number, asked.say) };
    },
  }),
  'lead.ask.send': action({
    payload: numbered.extend({ note: words.optional() }),
    run: async ({ who, payload: { id: number, note }, data, now, say }) =>
      (await data.write((tx) => askForLead(tx, who, { number, note }, now))) ?? whisper(askedCard(number, say)),
  }),
  'lead.give': action({ payload: one, run: (asked) => answer(asked, true) }),
  'lead.keep': action({ payload: one, run: (asked) => answer(asked, false) }),
  'lead.watch': action({ payload: numbered, run: (asked) => watch(asked, true) }),
  'lead.unwatch': action({ payload: numbered, run: (asked) => watch(asked, false) }),
  'lead.take-over': action({
    payload: numbered,
    answers: 'form',
    run: async (asked) => {
      const no = asked.who.role === 'rep' ? refuse('lead.not-manager') : undefined;
      const lead = await leadFor(asked, () => no);
      return isRefusal(lead) ? lead : { kind: 'form', form: takeOverForm(lead.number, asked.say) };
    },
  }),
  'lead.take-over.send': action({
    payload: numbered.extend({ why: words.pipe(z.string().min(1)) }),
    run: async ({ who, payload: { id: number, why }, data, now }) => {
      const taken = await data.write((tx) => takeOverLead(tx, who, { number, why }, now));
      return isRefusal(taken) ? taken : done;
    },
  }),
};

async function more(asked: Asked<Numbered>, as: typeof whisper): Promise<Reply | Refusal> {
  const lead = await leadFor(asked);
  if (isRefusal(lead)) return lead;
  return as(moreCard(lead, await readReader(asked.data.read, lead, asked.who), asked.say));
}

async function answer({ who, payload, data, now }: Asked<{ id: string }>, give: boolean): Promise<Reply | Refusal> {
  return (await data.write((tx) => answerAsk(tx, who, { id: payload.id, give }, now))) ?? done;
}

async function watch(asked: Asked<Numbered>, begin: boolean): Promise<Reply | Refusal> {
  const { who, payload, data } = asked;
  const no = await data.write((tx) => watchLead(tx, who, { number: payload.id, watch: begin }));
  return no ?? more(asked, here);
}
