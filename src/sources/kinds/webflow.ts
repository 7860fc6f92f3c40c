import { at, listAt, textAt } from '../body.ts';
import { answersOf, findFields, pick } from '../fields.ts';
import { moment } from '../moments.ts';
import type { SourceKind } from '../source.ts';

/** Webflow: answers under the labels that the designer drew, or under ids that the schema names. */
export const webflow: SourceKind = {
  name: 'webflow',
  scheme: {
    by: 'hmac',
    header: 'x-webflow-signature',
    algorithm: 'sha256',
    encoding: 'hex',
    moment: { header: 'x-webflow-timestamp', unit: 'ms' },
    signs: ':',
  },
  read: (body) => {
    const names = new Map(
      listAt(body, 'payload.schema').map((field) => [textAt(field, 'fieldElementId'), textAt(field, 'fieldName')]),
    );
    const answers = answersOf(at(body, 'payload.data')).map(({ label, value }) => ({
      label: names.get(label) ?? label,
      value,
    }));
    const id = textAt(body, 'payload.id');
    const lead = pick({
      ...findFields(answers),
      form: textAt(body, 'payload.formId') ?? textAt(body, 'payload.name'),
      submittedAt: moment(at(body, 'payload.submittedAt')),
      externalId: id,
    });
    return { event: id, leads: [{ ...lead, ...international(lead.phone) }] };
  },
};

/** A phone that came as a number has lost its plus. */
function international(phone: string | undefined): { phone?: string } {
  return phone !== undefined && /^[1-9]\d{10,14}$/.test(phone) ? { phone: `+${phone}` } : {};
}
