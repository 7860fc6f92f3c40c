import { at, textAt } from '../body.ts';
import { pick, utmIn } from '../fields.ts';
import { moment } from '../moments.ts';
import { json, type SourceKind } from '../source.ts';

/** Intercom: leads as they are created, or once their e-mail is known. */
export const intercom: SourceKind = {
  name: 'intercom',
  scheme: { by: 'hmac', header: 'x-hub-signature', algorithm: 'sha1', encoding: 'hex', prefix: 'sha1=' },
  greet: ({ method }, body) => (method === 'HEAD' || textAt(body, 'topic') === 'ping' ? json({}) : undefined),
  read: (body) => {
    const event = textAt(body, 'id');
    const topics = ['contact.lead.created', 'contact.lead.added_email', 'contact.user.created', 'contact.created'];
    if (!topics.includes(textAt(body, 'topic') ?? '')) return { event, nothing: 'change' };
    return {
      event,
      leads: [
        pick({
          name: textAt(body, 'data.item.name'),
          email: textAt(body, 'data.item.email'),
          phone: textAt(body, 'data.item.phone'),
          utm: utmIn(at(body, 'data.item.custom_attributes')),
          submittedAt: moment(at(body, 'data.item.created_at') ?? at(body, 'created_at')),
          externalId: textAt(body, 'data.item.id'),
        }),
      ],
    };
  },
};
