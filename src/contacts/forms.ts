import type { Form } from '../chat/form.ts';
import type { Say } from '../words/say.ts';
import { outcomes } from './channels.ts';
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
      {
        kind: 'text',
        name: 'about',
        label: say.label('outcome.about'),
        hint: say.label('outcome.about.hint'),
        optional: true,
        most: 200,
      },
      { kind: 'longText', name: 'note', label: say.label('outcome.note'), optional: true, most: 3000 },
    ],
  };
}

/** Why somebody who asked not to be contacted may be contacted again. */
export function allowForm(client: string, say: Say): Form {
  return {
    action: 'contact.allow.send',
    id: client,
    title: say.label('contact.allow'),
    submit: say.label('override.submit'),
    inputs: [
      { kind: 'longText', name: 'why', label: say.label('allow.why'), hint: say.label('override.hint'), most: 1000 },
    ],
  };
}

/** The client came to us: how, and what about. */
export function cameInForm(client: string, say: Say): Form {
  return {
    action: 'contact.came-in.send',
    id: client,
    title: say.label('contact.came-in'),
    submit: say.label('outcome.submit'),
    inputs: [
      {
        kind: 'choice',
        name: 'channel',
        label: say.label('came-in.how'),
        options: (['call', 'email', 'message', 'visit'] as const).map((channel) => ({
          value: channel,
          label: say.label(`channel.${channel}`),
        })),
      },
      { kind: 'text', name: 'about', label: say.label('outcome.about'), optional: true, most: 200 },
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
