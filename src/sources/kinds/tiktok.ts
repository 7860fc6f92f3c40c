import { at, listAt, textAt } from '../body.ts';
import { findFields, pick } from '../fields.ts';
import type { SourceKind } from '../source.ts';

/** TikTok lead generation, as public receivers read it: fields and values beside each other. */
export const tiktok: SourceKind = {
  name: 'tiktok_lead_gen',
  scheme: { by: 'hmac', header: 'x-tiktok-signature', algorithm: 'sha256', encoding: 'hex' },
  read: (body) => {
    const leads = listAt(body, 'entry').map((entry) => {
      const answers = listAt(entry, 'changes').map((change) => ({
        label: (textAt(change, 'field') ?? '').replaceAll('_', ' '),
        value: at(change, 'value'),
      }));
      const externalId = textAt(entry, 'lead_id') ?? textAt(entry, 'id');
      return pick({ ...findFields(answers), externalId, campaign: textAt(entry, 'campaign_id') });
    });
    return {
      event:
        leads
          .map(({ externalId }) => externalId)
          .filter(Boolean)
          .join() || undefined,
      leads,
    };
  },
};
