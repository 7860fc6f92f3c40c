import { at, listAt, textAt } from '../body.ts';
import { findFields, pick, utmIn } from '../fields.ts';
import { moment } from '../moments.ts';
import type { SourceKind } from '../source.ts';

/** Calendly: somebody has booked a time; one who only moves it is known already. */
export const calendly: SourceKind = {
  name: 'calendly',
  scheme: {
    by: 'hmac',
    header: 'calendly-webhook-signature',
    algorithm: 'sha256',
    encoding: 'hex',
    moment: 'beside',
    signs: '.',
    toleranceS: 180,
  },
  read: (body) => {
    const uri = textAt(body, 'payload.uri');
    const event = `${textAt(body, 'event')} ${uri}`;
    if (textAt(body, 'event') !== 'invitee.created' || textAt(body, 'payload.old_invitee'))
      return { event, nothing: 'change' };
    const asked = findFields(
      listAt(body, 'payload.questions_and_answers').map((each) => ({
        label: textAt(each, 'question') ?? '',
        value: at(each, 'answer'),
      })),
    );
    return {
      event,
      leads: [
        pick({
          ...asked,
          name: textAt(body, 'payload.name') ?? asked.name,
          email: textAt(body, 'payload.email') ?? asked.email,
          phone: textAt(body, 'payload.text_reminder_number') ?? asked.phone,
          utm: utmIn(at(body, 'payload.tracking')),
          submittedAt: moment(at(body, 'payload.created_at')),
          externalId: uri,
        }),
      ],
    };
  },
};
