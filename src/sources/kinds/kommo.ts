import { at, listAt, textAt } from '../body.ts';
import { findFields, pick } from '../fields.ts';
import { moment } from '../moments.ts';
import type { SourceKind } from '../source.ts';

const byCode: Readonly<Record<string, string>> = {
  PHONE: 'phone',
  EMAIL: 'email',
  IM: 'telegram',
  POSITION: 'position',
};

/** amoCRM and Kommo: contacts and leads that are added, in one form with nested keys; fields by code, not by name. */
export const kommo: SourceKind = {
  name: 'kommo',
  scheme: { by: 'address' },
  read: (body) => {
    const [contact] = listAt(body, 'contacts.add');
    const [deal] = listAt(body, 'leads.add');
    const first = contact ?? deal;
    if (!first) return { nothing: 'change' };
    const answers = listAt(contact, 'custom_fields').map((field) => ({
      label: byCode[textAt(field, 'code') ?? ''] ?? textAt(field, 'name') ?? '',
      value: textAt(listAt(field, 'values')[0], 'value') ?? listAt(field, 'values')[0],
    }));
    const id = textAt(first, 'id');
    return {
      event: `${contact ? 'contact' : 'lead'}:add:${id}:${textAt(first, 'last_modified') ?? ''}`,
      leads: [
        pick({
          ...findFields(answers),
          name: textAt(first, 'name'),
          company: textAt(contact, 'company_name'),
          submittedAt: moment(at(first, 'created_at') ?? at(first, 'date_create')),
          externalId: id,
        }),
      ],
    };
  },
};
