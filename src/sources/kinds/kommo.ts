import type { SourceLead } from '../../kernel/delivery.ts';
import { at, listAt, textAt } from '../body.ts';
import { type Answered, answersOf, findFields, pick } from '../fields.ts';
import { moment } from '../moments.ts';
import type { SourceKind } from '../source.ts';

const byCode: Readonly<Record<string, string>> = {
  PHONE: 'phone',
  EMAIL: 'email',
  IM: 'telegram',
  POSITION: 'position',
};

/** amoCRM and Kommo: contacts and leads that are added, and what is unsorted, in one form with nested keys; fields by code, not by name. */
export const kommo: SourceKind = {
  name: 'kommo',
  scheme: { by: 'address' },
  read: (body) => {
    const unsorted = listAt(body, 'unsorted.add');
    const contacts = listAt(body, 'contacts.add');
    const made = contacts.length > 0 ? contacts : listAt(body, 'leads.add');
    const [first] = [...unsorted, ...made];
    if (!first) return { nothing: 'change' };
    const of = unsorted.length > 0 ? 'unsorted' : contacts.length > 0 ? 'contact' : 'lead';
    const id = textAt(first, 'uid') ?? textAt(first, 'id');
    return {
      event: `${of}:add:${id}:${textAt(first, 'last_modified') ?? ''}`,
      leads: [...unsorted.map(unsortedLead), ...made.map(madeLead)],
    };
  },
};

function madeLead(made: unknown): SourceLead {
  return pick({
    ...findFields(customFields(made)),
    name: textAt(made, 'name'),
    company: textAt(made, 'company_name'),
    submittedAt: moment(at(made, 'created_at') ?? at(made, 'date_create')),
    externalId: textAt(made, 'id'),
  });
}

/** What nobody has sorted yet carries its contacts along, and what a form was answered. */
function unsortedLead(one: unknown): SourceLead {
  const [contact] = [...listAt(one, 'data.contacts'), ...listAt(one, 'contacts')];
  const beside = answersOf(at(one, 'source_data'), ['data', 'form_id', 'form_name']);
  const asked = answersOf(at(one, 'source_data.data')).map(({ label, value }) => ({
    label: textAt(value, 'name') ?? label,
    value: textAt(value, 'value') ?? value,
  }));
  return pick({
    ...findFields([...customFields(contact), ...asked, ...beside.filter(({ value }) => typeof value === 'string')]),
    ...(textAt(contact, 'name') ? { name: textAt(contact, 'name') } : {}),
    form: textAt(one, 'source_data.form_name'),
    submittedAt: moment(at(one, 'created_at')),
    externalId: textAt(one, 'uid'),
  });
}

function customFields(contact: unknown): Answered[] {
  return listAt(contact, 'custom_fields').map((field) => ({
    label: byCode[textAt(field, 'code') ?? ''] ?? textAt(field, 'name') ?? '',
    value: textAt(listAt(field, 'values')[0], 'value') ?? listAt(field, 'values')[0],
  }));
}
