import type { Form } from '../../chat/form.ts';
import type { Say } from '../../words/say.ts';

/** Asks whoever has a lead to let one have it, with a word if one likes. */
export function askForm(number: number, say: Say): Form {
  return {
    action: 'lead.ask.send',
    id: String(number),
    title: say.label('ask.title', { number: String(number) }),
    submit: say.label('ask.submit'),
    inputs: [{ kind: 'longText', name: 'note', label: say.label('ask.note'), optional: true, most: 1000 }],
  };
}

/** Why a manager takes a lead over. */
export function takeOverForm(number: number, say: Say): Form {
  return {
    action: 'lead.take-over.send',
    id: String(number),
    title: say.label('take-over.title', { number: String(number) }),
    submit: say.label('take-over.submit'),
    inputs: [
      {
        kind: 'longText',
        name: 'why',
        label: say.label('take-over.why'),
        hint: say.label('take-over.hint'),
        most: 1000,
      },
    ],
  };
}
