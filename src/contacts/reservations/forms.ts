import type { Form } from '../../chat/form.ts';
import type { Say } from '../../words/say.ts';
import { type Contact, contactId } from './contact.ts';

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
