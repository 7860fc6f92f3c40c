import { at, listAt, textAt } from '../body.ts';
import { pick } from '../fields.ts';
import { moment } from '../moments.ts';
import type { SourceKind } from '../source.ts';

/** Pipedrive: persons that are created; everything else is a change of what is known. */
export const pipedrive: SourceKind = {
  name: 'pipedrive',
  scheme: { by: 'basic' },
  read: (body) => {
    const event = textAt(body, 'meta.id');
    const created = ['create', 'added'].includes(textAt(body, 'meta.action') ?? '');
    if (!created || textAt(body, 'meta.entity') !== 'person') return { event, nothing: 'change' };
    return {
      event,
      leads: [
        pick({
          name: textAt(body, 'data.name'),
          email: primary(listAt(body, 'data.emails')),
          phone: primary(listAt(body, 'data.phones')),
          submittedAt: moment(at(body, 'data.add_time')),
          externalId: textAt(body, 'data.id') ?? textAt(body, 'meta.entity_id'),
        }),
      ],
    };
  },
};

function primary(values: readonly unknown[]): string | undefined {
  const first = values.find((each) => at(each, 'primary') === true) ?? values[0];
  return textAt(first, 'value');
}
