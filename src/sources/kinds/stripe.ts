import { at, textAt } from '../body.ts';
import { pick, utmIn } from '../fields.ts';
import { moment } from '../moments.ts';
import type { SourceKind } from '../source.ts';

/** Stripe checkout: somebody who has bought; one whose payment is open is none yet. */
export const stripe: SourceKind = {
  name: 'stripe',
  scheme: {
    by: 'hmac',
    header: 'stripe-signature',
    algorithm: 'sha256',
    encoding: 'hex',
    moment: 'beside',
    signs: '.',
    toleranceS: 300,
  },
  read: (body) => {
    const event = textAt(body, 'id');
    const bought = ['checkout.session.completed', 'checkout.session.async_payment_succeeded'];
    const paid = ['paid', 'no_payment_required'].includes(textAt(body, 'data.object.payment_status') ?? '');
    if (!bought.includes(textAt(body, 'type') ?? '') || !paid) return { event, nothing: 'change' };
    return {
      event,
      leads: [
        pick({
          name: textAt(body, 'data.object.customer_details.name'),
          email: textAt(body, 'data.object.customer_details.email'),
          phone: textAt(body, 'data.object.customer_details.phone'),
          company: textAt(body, 'data.object.customer_details.business_name'),
          utm: utmIn(at(body, 'data.object.metadata')),
          submittedAt: moment(at(body, 'data.object.created')),
          externalId: textAt(body, 'data.object.id'),
        }),
      ],
    };
  },
};
