import { z } from 'zod';
import { type Action, type Asked, action, type Command } from '../../chat/action.ts';
import { done, here, type Reply, whisper } from '../../chat/reply.ts';
import { day } from '../../kernel/clock.ts';
import { dayOf } from '../../kernel/local-time.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { safeText } from '../../kernel/safe-text.ts';
import { isMarketing } from '../marketing.ts';
import { offersOpen, saidOffer } from '../offers/store.ts';
import { announceCampaign } from './announce-campaign.ts';
import { answerCampaign, callOffCampaign } from './answer-campaign.ts';
import { calendarCard, campaignCard } from './cards.ts';
import { campaignForm, objectionForm } from './forms.ts';
import { readCalendar, readCampaign } from './read-campaign.ts';

const mostInCalendar = 20;
/** Nobody plans further ahead; a year is soon mistyped. */
const farthest = 370 * day;
const one = z.object({ id: z.string().max(60) });
const planned = one.extend({
  name: safeText(120).pipe(z.string().trim().min(1)),
  first: z.iso.date(),
  last: z.iso.date().optional(),
  audience: safeText(600).pipe(z.string().trim().min(1)),
  offer: z.string().max(60).optional(),
  about: safeText(200).optional(),
});

/** The buttons and forms of campaigns; each is announced in all of `places`. */
export function campaignActions(places: readonly string[]): Record<string, Action> {
  return {
    'campaign.new': action({ payload: one, answers: 'form', run: askForPlan }),
    'campaign.new.send': action({ payload: planned, run: (asked) => announce(asked, places) }),
    'campaign.show': action({ payload: one, run: show }),
    'campaign.note': action({
      payload: one,
      run: ({ who, payload: { id }, data, now }) =>
        data.write((tx) => answerCampaign(tx, who, { id, answer: 'noted', why: null }, now)).then(orDone),
    }),
    'campaign.object': action({
      payload: one,
      answers: 'form',
      run: async ({ who, payload, say }) =>
        who.department === 'marketing'
          ? refuse('campaign.for-sales')
          : { kind: 'form', form: objectionForm(payload.id, say) },
    }),
    'campaign.object.send': action({
      payload: one.extend({ why: safeText(1000).pipe(z.string().trim().min(1)) }),
      run: ({ who, payload: { id, why }, data, now }) =>
        data.write((tx) => answerCampaign(tx, who, { id, answer: 'objects', why }, now)).then(orDone),
    }),
    'campaign.call-off': action({
      payload: one,
      run: ({ who, payload, data, now }) => data.write((tx) => callOffCampaign(tx, who, payload.id, now)).then(orDone),
    }),
  };
}

/** `/contact campaigns`: what is planned, for both departments. */
export const campaignCommands: Record<string, Command> = {
  'contact campaigns': {
    usage: 'campaigns.usage',
    run: async ({ who, data, now, say }) => {
      const views = await readCalendar(data.read, dayOf(now, who.zone), mostInCalendar);
      return whisper(calendarCard(views, who, say));
    },
  },
};

function orDone(no: undefined | Refusal): Reply | Refusal {
  return no ?? done;
}

async function askForPlan({ who, data, now, say }: Asked<{ id: string }>): Promise<Reply | Refusal> {
  if (!isMarketing(who)) return refuse('campaign.not-yours');
  return { kind: 'form', form: campaignForm(await offersOpen(data.read, now), say) };
}

async function announce(
  { who, payload, data, now, say }: Asked<z.output<typeof planned>>,
  places: readonly string[],
): Promise<Reply | Refusal> {
  const { name, first, last = first, audience } = payload;
  const errors = {
    ...(last < first ? { last: say.label('campaign.form.order') } : {}),
    ...(last < dayOf(now, who.zone) ? { first: say.label('day.over') } : {}),
    ...(last > dayOf(now + farthest, who.zone) ? { last: say.label('day.far') } : {}),
  };
  if (Object.keys(errors).length > 0)
    return { kind: 'errors', errors, form: campaignForm(await offersOpen(data.read, now), say) };
  const offer = (await saidOffer(data.read, payload)) ?? null;
  const plan = { name, offer, audience, firstDay: first, lastDay: last };
  const id = await data.write((tx) => announceCampaign(tx, who, plan, places, now));
  return isRefusal(id) ? id : done;
}

async function show({ payload, data, say }: Asked<{ id: string }>): Promise<Reply | Refusal> {
  const view = await readCampaign(data.read, payload.id);
  return view ? here(campaignCard(view, say)) : refuse('campaign.unknown');
}
