import type { Form, Input } from '../../chat/form.ts';
import type { Say } from '../../words/say.ts';
import { allOutcomes, byHand, outcomes, outcomesByHand } from '../channels.ts';
import type { Stop } from '../clearance/facts.ts';
import { type Offered, offerInputs } from '../offers/inputs.ts';
import { type Contact, contactId } from '../reservations/contact.ts';
import type { TouchTold } from './touch-told.ts';

/** What came of a contact, and what comes next. */
export function outcomeForm(contact: Contact, offers: readonly Offered[], say: Say): Form {
  return {
    action: 'contact.log.send',
    id: contactId(contact),
    title: say.label(`outcome.title.${contact.channel}`),
    submit: say.label('outcome.submit'),
    inputs: [
      {
        kind: 'choice',
        name: 'outcome',
        label: say.label('outcome.what'),
        options: outcomes[contact.channel].map((code) => ({ value: code, label: say.label(`outcome.${code}`) })),
      },
      ...offerInputs(offers, say, contact.offer),
      noteInput(say),
      ...nextInputs(say),
    ],
  };
}

/** Why somebody who asked not to be contacted may be contacted again. */
export function allowForm(client: string, stops: readonly Stop['channel'][], say: Say): Form {
  return {
    action: 'contact.allow.send',
    id: client,
    title: say.label('contact.allow'),
    submit: say.label('override.submit'),
    inputs: [
      {
        kind: 'choice',
        name: 'channel',
        label: say.label('allow.what'),
        options: stops.map((value) => ({ value, label: say.label(`stop.${value}`) })),
        ...(stops[0] === undefined ? {} : { initial: stops[0] }),
      },
      { kind: 'longText', name: 'why', label: say.label('allow.why'), hint: say.label('override.hint'), most: 1000 },
    ],
  };
}

/** A contact that has happened, in either direction: how, what came of it, and what about. */
export function touchForm(
  { client, lead }: { readonly client: string; readonly lead: number | undefined },
  offers: readonly Offered[],
  say: Say,
): Form {
  return {
    action: 'contact.touch.send',
    id: lead === undefined ? client : `${client}/${lead}`,
    title: say.label('contact.touch'),
    submit: say.label('outcome.submit'),
    inputs: [
      {
        kind: 'choice',
        name: 'direction',
        label: say.label('touch.who'),
        options: (['out', 'in'] as const).map((value) => ({ value, label: say.label(`touch.${value}`) })),
        // Whoever works on a lead mostly tells of their own calls.
        ...(lead === undefined ? {} : { initial: 'out' }),
      },
      {
        kind: 'choice',
        name: 'channel',
        label: say.label('touch.how'),
        options: byHand.map((value) => ({ value, label: say.label(`channel.${value}`) })),
      },
      {
        kind: 'choice',
        name: 'outcome',
        label: say.label('outcome.what'),
        optional: true,
        options: outcomesByHand.map((value) => ({ value, label: say.label(`outcome.${value}`) })),
      },
      ...offerInputs(offers, say),
      noteInput(say),
      ...nextInputs(say),
    ],
  };
}

function noteInput(say: Say): Input {
  return { kind: 'longText', name: 'note', label: say.label('outcome.note'), optional: true, most: 3000 };
}

/** What was agreed with the client, and for which day; both or neither. */
function nextInputs(say: Say): Input[] {
  return [
    { kind: 'text', name: 'step', label: say.label('outcome.step'), optional: true, most: 200 },
    { kind: 'date', name: 'on', label: say.label('outcome.on'), hint: say.label('outcome.on.hint'), optional: true },
  ];
}

/** A contact as one told it oneself, to be told better. */
export function correctForm({ id, direction, channel, outcome, about }: TouchTold, say: Say): Form {
  // Nobody who contacted us has not answered; and what a program or another form said stays to be chosen.
  const known = allOutcomes.filter((each) => direction === 'out' || each !== 'no-answer');
  const ways = byHand.some((each) => each === channel) ? byHand : [...byHand, channel];
  return {
    action: 'contact.correct.send',
    id,
    title: say.label('contact.correct'),
    submit: say.label('contact.correct.submit'),
    inputs: [
      {
        kind: 'choice',
        name: 'channel',
        label: say.label('touch.how'),
        options: ways.map((value) => ({ value, label: say.label(`channel.${value}`) })),
        initial: channel,
      },
      {
        kind: 'choice',
        name: 'outcome',
        label: say.label('outcome.what'),
        optional: true,
        options: known.map((value) => ({ value, label: say.label(`outcome.${value}`) })),
        ...(outcome ? { initial: outcome } : {}),
      },
      {
        kind: 'text',
        name: 'about',
        label: say.label('outcome.about'),
        optional: true,
        most: 200,
        ...(about ? { initial: about } : {}),
      },
      noteInput(say),
    ],
  };
}
