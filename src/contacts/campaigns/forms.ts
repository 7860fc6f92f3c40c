import type { Form } from '../../chat/form.ts';
import type { Say } from '../../words/say.ts';
import { type Offered, offerInputs } from '../offers/inputs.ts';

/** What marketing plans: when, to whom, with which offer. */
export function campaignForm(offers: readonly Offered[], say: Say): Form {
  return {
    action: 'campaign.new.send',
    id: 'new',
    title: say.label('campaign.new'),
    submit: say.label('campaign.form.submit'),
    inputs: [
      { kind: 'text', name: 'name', label: say.label('mailing.form.name'), most: 120 },
      { kind: 'date', name: 'first', label: say.label('campaign.form.first') },
      { kind: 'date', name: 'last', label: say.label('campaign.form.last'), optional: true },
      {
        kind: 'longText',
        name: 'audience',
        label: say.label('campaign.form.audience'),
        hint: say.label('campaign.form.audience.hint'),
        most: 600,
      },
      ...offerInputs(offers, say),
    ],
  };
}

/** Why sales objects. */
export function objectionForm(id: string, say: Say): Form {
  return {
    action: 'campaign.object.send',
    id,
    title: say.label('campaign.object'),
    submit: say.label('campaign.object'),
    inputs: [
      {
        kind: 'longText',
        name: 'why',
        label: say.label('campaign.form.why'),
        hint: say.label('campaign.form.why.hint'),
        most: 1000,
      },
    ],
  };
}
