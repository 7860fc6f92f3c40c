import type { Form, Input } from '../chat/form.ts';
import type { Say } from '../words/say.ts';
import { releaseReasons } from './reasons.ts';

/** Asks why a lead is given back. */
export function releaseForm(number: number, say: Say): Form {
  return {
    action: 'lead.release.send',
    id: String(number),
    title: say.label('release.title', { number: String(number) }),
    submit: say.label('release.submit'),
    inputs: [
      {
        kind: 'choice',
        name: 'reason',
        label: say.label('release.reason'),
        options: releaseReasons.map((reason) => ({ value: reason, label: say.label(`reason.${reason}`) })),
      },
      {
        kind: 'longText',
        name: 'note',
        label: say.label('release.note'),
        hint: say.label('release.note.hint'),
        optional: true,
      },
    ],
  };
}

/** A colleague enters an enquiry that came by word of mouth, by telephone, at a fair. */
export function newLeadForm(say: Say): Form {
  const labels = {
    name: say.label('lead.name'),
    company: say.label('lead.company'),
    email: say.label('key.email'),
    phone: say.label('key.phone'),
    campaign: say.label('lead.campaign'),
  };
  const line = (name: keyof typeof labels): Input => ({
    kind: 'text',
    name,
    label: labels[name],
    optional: name !== 'name',
    most: 300,
  });
  return {
    action: 'lead.new.send',
    id: 'new',
    title: say.label('lead.new.title'),
    submit: say.label('lead.new.submit'),
    inputs: [
      line('name'),
      line('company'),
      { ...line('email'), hint: say.label('lead.new.reach') },
      line('phone'),
      { kind: 'longText', name: 'message', label: say.label('lead.message'), optional: true, most: 3000 },
      line('campaign'),
    ],
  };
}
