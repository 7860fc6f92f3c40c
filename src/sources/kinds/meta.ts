import { at, listAt, textAt } from '../body.ts';
import { findFields, pick } from '../fields.ts';
import { moment } from '../moments.ts';
import { type SourceKind, words } from '../source.ts';

/** Meta lead ads: a delivery names enquiries by id only; they are fetched from Graph. */
export const meta: SourceKind = {
  name: 'meta_lead_ads',
  scheme: { by: 'hmac', header: 'x-hub-signature-256', algorithm: 'sha256', encoding: 'hex', prefix: 'sha256=' },
  greet: ({ method, query }, _body, { confirmation }) => {
    if (method !== 'GET') return undefined;
    const right = confirmation !== undefined && query['hub.verify_token'] === confirmation;
    return right ? words(query['hub.challenge'] ?? '') : { ...words('wrong verify token'), status: 403 };
  },
  read: (body) => {
    const changes = listAt(body, 'entry').flatMap((entry) => listAt(entry, 'changes'));
    const fetch = changes
      .filter((change) => at(change, 'field') === 'leadgen')
      .map((change) =>
        pick({
          form: textAt(change, 'value.form_id'),
          submittedAt: moment(at(change, 'value.created_time')),
          externalId: textAt(change, 'value.leadgen_id'),
        }),
      );
    return { event: fetch.map(({ externalId }) => externalId).join(), fetch };
  },
  fetching: {
    api: 'https://graph.facebook.com/v25.0/',
    path: (id) =>
      `${encodeURIComponent(id)}?fields=created_time,id,form_id,campaign_id,field_data,custom_disclaimer_responses`,
    read: (body) =>
      pick({
        ...findFields(
          listAt(body, 'field_data').map((field) => ({
            label: textAt(field, 'name') ?? '',
            value: listAt(field, 'values'),
          })),
        ),
        campaign: textAt(body, 'campaign_id'),
        form: textAt(body, 'form_id'),
        submittedAt: moment(at(body, 'created_time')),
        externalId: textAt(body, 'id'),
        consent: agreed(body),
      }),
  },
};

/** What they ticked stands apart from the answers. */
function agreed(body: unknown): string | undefined {
  const ticked = listAt(body, 'custom_disclaimer_responses').filter((each) => textAt(each, 'is_checked') === '1');
  return ticked.map((each) => textAt(each, 'checkbox_key')).join(', ') || undefined;
}
