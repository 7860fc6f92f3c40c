import { at, listAt, textAt } from '../body.ts';
import { type Answered, findFields, pick, utmIn } from '../fields.ts';
import { moment } from '../moments.ts';
import type { SourceKind } from '../source.ts';

/** Typeform: the value stands under a key named by its type; the questions stand in the definition. */
export const typeform: SourceKind = {
  name: 'typeform',
  scheme: { by: 'hmac', header: 'typeform-signature', algorithm: 'sha256', encoding: 'base64', prefix: 'sha256=' },
  read: (body) => {
    const titles = new Map(
      listAt(body, 'form_response.definition.fields').map((field) => [
        textAt(field, 'id'),
        textAt(field, 'title') ?? '',
      ]),
    );
    const answers = listAt(body, 'form_response.answers').map((answer): Answered => {
      const type = textAt(answer, 'type') ?? '';
      const kind = textAt(answer, 'field.type');
      const value = at(answer, type);
      return {
        label: titles.get(textAt(answer, 'field.id')) ?? '',
        value: at(value, 'label') ?? at(value, 'labels') ?? value,
        kind: type === 'email' || type === 'phone_number' ? type : kind,
      };
    });
    const consent = answers.find(({ kind, value }) => kind === 'legal' && value === true);
    const token = textAt(body, 'form_response.token');
    return {
      event: token,
      leads: [
        pick({
          ...findFields(answers.filter(({ kind }) => kind !== 'legal')),
          utm: utmIn(at(body, 'form_response.hidden')),
          form: textAt(body, 'form_response.form_id'),
          submittedAt: moment(at(body, 'form_response.submitted_at')),
          externalId: token,
          consent: consent?.label,
        }),
      ],
    };
  },
};
