import type { Form, Input } from '../chat/form.ts';
import type { Say } from '../words/say.ts';
import { byHand, outcomes, outcomesByHand } from './channels.ts';
import type { Stop } from './clearance/facts.ts';
import { type Contact, contactId } from './contact.ts';

/** What came of a contact. */
export function outcomeForm(contact: Contact, say: Say): Form {
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
      aboutInput(say),
      { kind: 'longText', name: 'note', label: say.label('outcome.note'), optional: true, most: 3000 },
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
export function touchForm(client: string, say: Say): Form {
  return {
    action: 'contact.touch.send',
    id: client,
    title: say.label('contact.touch'),
    submit: say.label('outcome.submit'),
    inputs: [
      {
        kind: 'choice',
        name: 'direction',
        label: say.label('touch.who'),
        options: (['out', 'in'] as const).map((value) => ({ value, label: say.label(`touch.${value}`) })),
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
      aboutInput(say),
      { kind: 'longText', name: 'note', label: say.label('outcome.note'), optional: true, most: 3000 },
    ],
  };
}

/** Why somebody contacts a client against a red warning; the owner and the joint meeting see it. */
export function overrideForm(contact: Contact, say: Say): Form {
  return {
    action: 'contact.override.send',
    id: contactId(contact),
    title: say.label('override.title'),
    submit: say.label('override.submit'),
    inputs: [
      { kind: 'longText', name: 'why', label: say.label('override.why'), hint: say.label('override.hint'), most: 1000 },
    ],
  };
}

function aboutInput(say: Say): Input {
  const [label, hint] = [say.label('outcome.about'), say.label('outcome.about.hint')];
  return { kind: 'text', name: 'about', label, hint, optional: true, most: 200 };
}
