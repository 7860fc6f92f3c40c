import type { Settings } from '../../kernel/delivery.ts';
import { at, textAt } from '../body.ts';
import { type Answered, answersOf, findFields, pick, utmOf } from '../fields.ts';
import { moment } from '../moments.ts';
import type { SourceKind } from '../source.ts';

/** Contact Form 7, as its plugins send it: tags as the owner of the site named them. */
export const contactForm7: SourceKind = {
  name: 'contact_form_7',
  scheme: { by: 'address' },
  read: (body) => {
    // What begins with an underline is the plugin's own.
    const answers = answersOf(body).filter(({ label }) => !label.startsWith('_'));
    return { leads: [pick({ ...findFields(answers), form: textAt(body, '_wpcf7') })] };
  },
};

const ofEntry = [
  'id',
  'form_id',
  'post_id',
  'date_created',
  'date_updated',
  'is_starred',
  'is_read',
  'ip',
  'source_url',
  'user_agent',
  'currency',
  'payment_status',
  'payment_date',
  'payment_amount',
  'payment_method',
  'transaction_id',
  'is_fulfilled',
  'created_by',
  'transaction_type',
  'status',
];

/** Gravity Forms: answers keyed by the id of their field; what a field is, the connection's map says. */
export const gravityForms: SourceKind = {
  name: 'gravity_forms',
  scheme: { by: 'address' },
  read: (body, settings) => {
    const [form, id] = [textAt(body, 'form_id'), textAt(body, 'id')];
    const lead = pick({
      ...findFields(labelled(answersOf(body, ofEntry), settings)),
      utm: utmOf(at(body, 'source_url')),
      form,
      submittedAt: moment(at(body, 'date_created')),
      externalId: id,
    });
    return { event: id === undefined ? undefined : `${form}/${id}`, leads: [lead] };
  },
};

/** A map says what a field is called (`Name (First)` → `1.3`): then it is found like any other. */
function labelled(answers: readonly Answered[], { map = {} }: Settings): Answered[] {
  const names = new Map(Object.entries(map).map(([name, path]) => [path, name]));
  return answers.map(({ label, value }) => ({ label: swapped(names.get(label) ?? label), value }));
}

/** `Name (First)` is how Gravity Forms calls a first name. */
function swapped(label: string): string {
  return label.replace(/^Name \((First|Last)\)$/i, '$1 name');
}

/** Elementor (advanced data): `fields[x][title]`, `fields[x][value]`, `fields[x][type]`. */
export const elementor: SourceKind = {
  name: 'elementor',
  scheme: { by: 'address' },
  read: (body) => {
    const fields = Object.entries(Object(at(body, 'fields')) as Record<string, unknown>);
    const answers = fields.map(
      ([id, field]): Answered => ({
        label: textAt(field, 'title') ?? id,
        value: at(field, 'value'),
        kind: textAt(field, 'type'),
      }),
    );
    const plain = fields.length > 0 ? answers : answersOf(body, ['form_id', 'form_name']);
    const page = textAt(body, 'meta.page_url.value');
    return {
      leads: [
        pick({ ...findFields(plain), form: textAt(body, 'form.id') ?? textAt(body, 'form_id'), utm: utmOf(page) }),
      ],
    };
  },
};
