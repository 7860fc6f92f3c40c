import { at, listAt, textAt } from '../body.ts';
import { pick, utmIn } from '../fields.ts';
import { moment } from '../moments.ts';
import type { SourceKind } from '../source.ts';

/** Bitrix24: a delivery names the lead by id, and carries tokens that are not to be kept. */
export const bitrix: SourceKind = {
  name: 'bitrix24',
  scheme: { by: 'field', path: 'auth.application_token' },
  secrets: ['auth'],
  read: (body) => {
    const id = textAt(body, 'data.FIELDS.ID');
    const event = `${textAt(body, 'event')} ${id} ${textAt(body, 'ts')}`;
    if (textAt(body, 'event')?.toUpperCase() !== 'ONCRMLEADADD' || !id) return { event, nothing: 'change' };
    return { event, fetch: [pick({ externalId: id, submittedAt: moment(at(body, 'ts')) })] };
  },
  fetching: {
    // Every company has an address of its own, with its webhook's code in it: the connection says which.
    api: '',
    path: (id) => `crm.lead.get.json?ID=${encodeURIComponent(id)}`,
    read: (body) => {
      const name = [textAt(body, 'result.NAME'), textAt(body, 'result.LAST_NAME')].filter(Boolean).join(' ');
      const result = Object(at(body, 'result')) as Record<string, unknown>;
      return pick({
        name: name || textAt(body, 'result.TITLE'),
        email: textAt(listAt(body, 'result.EMAIL')[0], 'VALUE'),
        phone: textAt(listAt(body, 'result.PHONE')[0], 'VALUE'),
        company: textAt(body, 'result.COMPANY_TITLE'),
        message: textAt(body, 'result.COMMENTS'),
        utm: utmIn(result),
        submittedAt: moment(at(body, 'result.DATE_CREATE')),
        externalId: textAt(body, 'result.ID'),
      });
    },
  },
};
