import { z } from 'zod';
import { type Action, type Asked, action } from '../../chat/action.ts';
import type { Form } from '../../chat/form.ts';
import { done, type Reply } from '../../chat/reply.ts';
import { clientById } from '../../clients/store.ts';
import type { Touched } from '../../feature.ts';
import { day } from '../../kernel/clock.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { safeText } from '../../kernel/safe-text.ts';
import { person, time } from '../../words/text.ts';
import { allOutcomes, byHand, channels, outcomes, outcomesByHand } from '../channels.ts';
import { offersOpen, saidOffer } from '../offers/store.ts';
import { type Contact, contactSchema, withWhom } from '../reservations/contact.ts';
import { currentReservation } from '../reservations/current-reservation.ts';
import { correctTouch } from './correct-touch.ts';
import { correctForm, outcomeForm, touchForm } from './forms.ts';
import { logOutcome } from './log-outcome.ts';
import { logTouch } from './log-touch.ts';
import { type Next, nextOn } from './next-step.ts';
import { touchById } from './store.ts';
import type { TouchTold } from './touch-told.ts';

/** A day further off is a slip of the hand, and others would be warned until then. */
const farthest = 370 * day;
const contact = z.object({ id: contactSchema });
const one = z.object({ id: z.string().max(60) });
const words = (most: number) => safeText(most).pipe(z.string().trim()).optional();
const said = { offer: z.string().max(60).optional(), about: words(200), note: words(3000) };
const next = { step: words(200), on: z.iso.date().optional() };
const anOutcome = z.enum(outcomesByHand).or(z.literal('')).optional();
const met = z.object({ id: withWhom });
const told = met.extend({
  direction: z.enum(['in', 'out']),
  channel: z.enum(byHand),
  outcome: anOutcome,
  ...said,
  ...next,
});
const better = one.extend({
  channel: z.enum(channels),
  outcome: z.enum(allOutcomes).or(z.literal('')).optional(),
  about: words(200),
  note: words(3000),
});

/** What came of a contact: of one that was announced, of any other, and told better. `heard` is told of each. */
export function touchActions(heard: Touched): Record<string, Action> {
  return {
    'contact.log': action({ payload: contact, answers: 'form', run: askOutcome }),
    'contact.log.send': action({
      payload: contact.extend({ outcome: z.string(), ...said, ...next }),
      run: (asked) => log(asked, heard),
    }),
    'contact.touch': action({
      payload: met,
      answers: 'form',
      run: async ({ payload, data, now, say }) => ({
        kind: 'form',
        form: touchForm(payload.id, await offersOpen(data.read, now), say),
      }),
    }),
    'contact.touch.send': action({ payload: told, run: (asked) => tell(asked, heard) }),
    'contact.correct': action({ payload: one, answers: 'form', run: askForBetter }),
    'contact.correct.send': action({ payload: better, run: correct }),
  };
}

async function askOutcome(asked: Asked<{ id: Contact }>): Promise<Reply | Refusal> {
  const { payload, data, now, say } = asked;
  const no = await somebodyElse(asked);
  return no ?? { kind: 'form', form: outcomeForm(payload.id, await offersOpen(data.read, now), say) };
}

/** What came of a contact is for whoever is making it to say. */
async function somebodyElse({ who, payload, data, now }: Asked<{ id: Contact }>): Promise<Refusal | undefined> {
  const running = await currentReservation(data.read, payload.id.client, now);
  if (!running || running.who.id === who.id) return undefined;
  return refuse('contact.reserved', { who: person(running.who), until: time(running.until) });
}

type Logged = { id: Contact; outcome: string } & Said;
type Said = {
  readonly offer?: string | undefined;
  readonly about?: string | undefined;
  readonly note?: string | undefined;
  readonly step?: string | undefined;
  readonly on?: string | undefined;
};

async function log(asked: Asked<Logged>, heard: Touched): Promise<Reply | Refusal> {
  const { who, payload, data, now, say } = asked;
  const no = await somebodyElse(asked);
  if (no) return no;
  const { id, outcome, note } = payload;
  if (!(outcomes[id.channel] as readonly string[]).includes(outcome)) return refuse('action.unknown');
  if (!(await clientById(data.read, id.client))) return refuse('client.unknown');
  const agreed = nextOf(asked);
  if ('errors' in agreed) return wrong(agreed.errors, outcomeForm(id, await offersOpen(data.read, now), say));
  const by = { person: who.id, actor: who.id, direction: 'out' } as const;
  const touch = { ...id, ...by, outcome, about: await saidOffer(data.read, payload), note, ...agreed, at: now };
  const logged = await data.write(async (tx) => {
    await logOutcome(tx, touch, now);
    await heard(tx, touch, now);
  });
  return logged ?? done;
}

/** Somebody tells of a contact that has happened. */
async function tell(asked: Asked<z.output<typeof told>>, heard: Touched): Promise<Reply | Refusal> {
  const { who, payload, data, now, say } = asked;
  const { direction, channel, outcome, note } = payload;
  const { client, lead } = payload.id;
  if (!(await clientById(data.read, client))) return refuse('client.unknown');
  const form = touchForm(payload.id, await offersOpen(data.read, now), say);
  if (direction === 'in' && outcome === 'no-answer') return wrong({ outcome: say.label('touch.wrong') }, form);
  const agreed = nextOf(asked);
  if ('errors' in agreed) return wrong(agreed.errors, form);
  const about = await saidOffer(data.read, payload);
  const by = { client, lead, person: who.id, actor: who.id, at: now };
  const touch = { ...by, direction, channel, outcome: outcome || undefined, about, note, ...agreed };
  const logged = await data.write(async (tx) => {
    await logTouch(tx, touch, now);
    await heard(tx, touch, now);
  });
  return logged ?? done;
}

/** What was agreed, if anything: the step and its day, or what is wrong with them. */
function nextOf({
  who,
  payload: { step, on },
  now,
  say,
}: Asked<Said>): { next: Next | undefined } | { errors: Record<string, string> } {
  if (!step && !on) return { next: undefined };
  if (!step) return { errors: { step: say.label('outcome.step.missing') } };
  if (!on) return { errors: { on: say.label('outcome.on.missing') } };
  const agreed = nextOn(step, on, who.zone, now);
  if (agreed && agreed.at - now > farthest) return { errors: { on: say.label('day.far') } };
  return agreed ? { next: agreed } : { errors: { on: say.label('day.over') } };
}

function wrong(errors: Record<string, string>, form: Form): Reply {
  return { kind: 'errors', errors, form };
}

async function askForBetter({ who, payload, data, say }: Asked<{ id: string }>): Promise<Reply | Refusal> {
  const touch = await touchById(data.read, payload.id);
  if (!touch) return refuse('touch.unknown');
  if (touch.person_id !== who.id) return refuse('touch.not-yours');
  return { kind: 'form', form: correctForm(touch as TouchTold, say) };
}

async function correct({ who, payload, data, now }: Asked<z.output<typeof better>>): Promise<Reply | Refusal> {
  const corrected = { ...payload, outcome: payload.outcome || undefined, about: payload.about, note: payload.note };
  return (await data.write((tx) => correctTouch(tx, who, corrected, now))) ?? done;
}
