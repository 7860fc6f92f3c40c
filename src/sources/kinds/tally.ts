import { at, listAt, textAt } from '../body.ts';
import { type Answered, findFields, pick } from '../fields.ts';
import { moment } from '../moments.ts';
import type { SourceKind } from '../source.ts';

const ours: Readonly<Record<string, string>> = {
  INPUT_EMAIL: 'email',
  INPUT_PHONE_NUMBER: 'phone',
  TEXTAREA: 'textarea',
};
/** What these hold is no answer of the person: a payment has an e-mail of its own. */
const passed = ['PAYMENT', 'CALCULATED_FIELDS'];

/** Tally: choices are ids of options; hidden fields carry where somebody came from. */
export const tally: SourceKind = {
  name: 'tally',
  scheme: { by: 'hmac', header: 'tally-signature', algorithm: 'sha256', encoding: 'base64' },
  read: (body) => {
    const fields = listAt(body, 'data.fields').filter((field) => !passed.includes(textAt(field, 'type') ?? ''));
    const answers = fields.map(
      (field): Answered => ({
        label: textAt(field, 'label') ?? textAt(field, 'key') ?? '',
        value: chosen(field),
        kind: ours[textAt(field, 'type') ?? ''],
      }),
    );
    return {
      event: textAt(body, 'eventId'),
      leads: [
        pick({
          ...findFields(answers),
          form: textAt(body, 'data.formId'),
          submittedAt: moment(at(body, 'data.createdAt')),
          externalId: textAt(body, 'data.submissionId') ?? textAt(body, 'data.responseId'),
        }),
      ],
    };
  },
};

function chosen(field: unknown): unknown {
  const value = at(field, 'value');
  const options = new Map(listAt(field, 'options').map((option) => [textAt(option, 'id'), textAt(option, 'text')]));
  return Array.isArray(value) ? value.map((each) => options.get(String(each)) ?? each) : value;
}
