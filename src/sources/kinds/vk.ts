import { listAt, textAt } from '../body.ts';
import { type Answered, findFields, pick } from '../fields.ts';
import { type SourceKind, words } from '../source.ts';

/** VK lead forms: the secret stands in the body; VK asks once whose address this is, and wants to hear `ok`. */
export const vk: SourceKind = {
  name: 'vk',
  scheme: { by: 'field', path: 'secret' },
  secrets: ['secret'],
  greet: (_delivery, body, { confirmation }) =>
    textAt(body, 'type') === 'confirmation' ? words(confirmation ?? '') : undefined,
  read: (body) => {
    const id = textAt(body, 'object.lead_id');
    const event = textAt(body, 'event_id') ?? `${textAt(body, 'group_id')}/${textAt(body, 'object.form_id')}/${id}`;
    if (textAt(body, 'type') !== 'lead_forms_new') return { event, nothing: 'change' };
    const answers = listAt(body, 'object.answers').map(
      (each): Answered => ({
        label: `${textAt(each, 'question') ?? textAt(each, 'key') ?? ''}`,
        value: textAt(each, 'answer'),
        kind: textAt(each, 'key'),
      }),
    );
    return {
      event,
      leads: [
        pick({
          ...findFields(answers),
          campaign: textAt(body, 'object.ad_id'),
          form: textAt(body, 'object.form_id'),
          externalId: id,
        }),
      ],
    };
  },
  thanks: () => words('ok'),
};
