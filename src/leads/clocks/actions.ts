import { z } from 'zod';
import { type Action, type Asked, action } from '../../chat/action.ts';
import { done, type Reply } from '../../chat/reply.ts';
import { day } from '../../kernel/clock.ts';
import { dayOf, momentOn } from '../../kernel/local-time.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import { pause } from '../hold.ts';
import { leadFor, type Numbered, numbered } from '../numbered.ts';
import { pauseForm } from './forms.ts';
import { pauseLead, resumeLead } from './pause-lead.ts';

/** Nobody waits longer for a client; then it is a lead to be warmed up. */
const farthest = 92 * day;
/** So many days are suggested. */
const usual = 3 * day;

/** Waiting for the client, and no longer. */
export const clockActions: Record<string, Action> = {
  'lead.pause': action({ payload: numbered, answers: 'form', run: pausePressed }),
  'lead.pause.send': action({ payload: numbered.extend({ until: z.iso.date() }), run: pauseSent }),
  'lead.resume': action({
    payload: numbered,
    run: async ({ who, payload, data, now }) => {
      const resumed = await data.write((tx) => resumeLead(tx, who, payload.id, now));
      return isRefusal(resumed) ? resumed : done;
    },
  }),
};

async function pausePressed(asked: Asked<Numbered>): Promise<Reply | Refusal> {
  const { who, now, say } = asked;
  const lead = await leadFor(asked, ({ hold }) => pause(hold, who, now));
  return isRefusal(lead) ? lead : { kind: 'form', form: pauseForm(lead.number, dayOf(now + usual, who.zone), say) };
}

/** Until the morning of a day, where the colleague is. */
async function pauseSent({
  who,
  payload,
  data,
  now,
  say,
}: Asked<Numbered & { readonly until: string }>): Promise<Reply | Refusal> {
  const { id: number, until: on } = payload;
  const until = momentOn(on, '09:00', who.zone);
  if (until === undefined || until <= now || until - now > farthest) {
    const errors = { until: say.label(until !== undefined && until > now ? 'pause.far' : 'day.over') };
    return { kind: 'errors', errors, form: pauseForm(number, on, say) };
  }
  const paused = await data.write((tx) => pauseLead(tx, who, { number, until }, now));
  return isRefusal(paused) ? paused : done;
}
