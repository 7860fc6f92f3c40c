import type { Person } from '../../chat/directory.ts';
import type { Form } from '../../chat/form.ts';
import { peopleOptions } from '../../team/options.ts';
import type { Say } from '../../words/say.ts';
import { declineReasons } from '../reasons.ts';
import type { Package } from './handoff.ts';

/** To whom a lead goes, and what they need to go on with it; what was said or is known already stands there. */
export function handoffForm(number: number, colleagues: readonly Person[], known: Partial<Package>, say: Say): Form {
  const people = peopleOptions(colleagues, say);
  const said = (text: string | undefined) => (text === undefined ? {} : { initial: text });
  return {
    action: 'lead.hand.send',
    id: String(number),
    title: say.label('hand.title', { number: String(number) }),
    submit: say.label('hand.submit'),
    inputs: [
      { kind: 'person', name: 'to', label: say.label('hand.to'), known: people, optional: true },
      {
        kind: 'choice',
        name: 'queue',
        label: say.label('hand.queue'),
        options: (['sales', 'marketing'] as const).map((value) => ({
          value,
          label: say.label(`hand.queue.${value}`),
        })),
        optional: true,
      },
      { kind: 'longText', name: 'need', label: say.label('hand.need'), most: 1000, ...said(known.need) },
      {
        kind: 'longText',
        name: 'said',
        label: say.label('hand.said'),
        optional: true,
        most: 1000,
        ...said(known.said),
      },
      {
        kind: 'longText',
        name: 'promised',
        label: say.label('hand.promised'),
        optional: true,
        most: 1000,
        ...said(known.promised),
      },
      { kind: 'text', name: 'next', label: say.label('hand.next'), most: 300, ...said(known.nextStep) },
      {
        kind: 'text',
        name: 'time',
        label: say.label('hand.time'),
        optional: true,
        most: 200,
        ...said(known.bestTime),
      },
      {
        kind: 'person',
        name: 'introducer',
        label: say.label('hand.introducer'),
        hint: say.label('hand.introducer.hint'),
        known: people,
        optional: true,
      },
    ],
  };
}

/** Why a colleague does not take a lead. */
export function declineForm(id: string, say: Say): Form {
  return {
    action: 'lead.decline.send',
    id,
    title: say.label('decline.title'),
    submit: say.label('decline.submit'),
    inputs: [
      {
        kind: 'choice',
        name: 'reason',
        label: say.label('decline.reason'),
        options: declineReasons.map((reason) => ({ value: reason, label: say.label(`reason.${reason}`) })),
      },
      { kind: 'longText', name: 'note', label: say.label('decline.note'), optional: true, most: 1000 },
    ],
  };
}
